import { describe, expect, it } from "vitest"
import { RandomStream, readJsonLines, Trace, type TraceData, writeJsonLines } from "../../src/index.ts"

const seeds = Array.from({ length: 50 }, (_, i) => i + 1)
const texts = ["normal", "violation", 'a "quoted" value', "zwei\nZeilen", "größer", "in\u2028two"]

interface Open {
  value: string
  begin: number
  data: TraceData | undefined
}

/** A trace of random operations, and what an obvious recorder of plain objects makes of the same ones. */
function randomTrace(seed: number) {
  const random = new RandomStream(seed, "trace")
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!
  let now = 0
  const trace = new Trace(() => now)
  const expected: object[] = []
  const open = new Map<string, { entity: string; state: string; stack: Open[] }>()
  const written = new Map<string, number>()
  const randomData = (): TraceData | undefined =>
    random.below(2) === 0
      ? undefined
      : { plan: random.below(9), how: pick(texts), done: random.below(2) === 0 }
  const end = (
    { entity, state, stack }: { entity: string; state: string; stack: Open[] },
    last?: TraceData,
  ) => {
    const { value, begin, data } = stack.pop()!
    const merged = data === undefined && last === undefined ? undefined : { ...data, ...last }
    expected.push({ kind: "state", entity, state, value, time: begin, duration: now - begin, data: merged })
  }
  for (let i = 0; i < 300; i++) {
    if (random.below(3) === 0) now += random.uniform(0, 20)
    const entity = pick(["node0", "node1", "vm-1"])
    const state = pick(["PM", "SERVICE"])
    const key = `${entity} ${state}`
    const value = pick(texts)
    const data = randomData()
    const track = trace.track(entity, state)
    if (!open.has(key)) open.set(key, { entity, state, stack: [] })
    const mine = open.get(key)!
    expect(track.top).toBe(mine.stack.at(-1)?.value)
    const operation = random.below(6)
    if (operation === 0) {
      track.set(value, data)
      while (mine.stack.length > 0) end(mine)
      mine.stack.push({ value, begin: now, data })
    } else if (operation === 1) {
      track.push(value, data)
      mine.stack.push({ value, begin: now, data })
    } else if (operation === 2) {
      track.pop(data)
      if (mine.stack.length > 0) end(mine, data)
    } else if (operation === 3) {
      const number = random.uniform(-100, 100)
      trace.variable(entity, state).record(number)
      const duration = now - (written.get(key) ?? 0)
      expected.push({ kind: "variable", entity, state, value: number, time: now, duration, data: undefined })
      written.set(key, now)
    } else if (operation === 4) {
      trace.event("crash_event", entity, data)
      expected.push({
        kind: "event",
        entity,
        state: "crash_event",
        value: undefined,
        time: now,
        duration: 0,
        data,
      })
    } else {
      trace.point(entity, state, value, data)
      expected.push({ kind: "state", entity, state, value, time: now, duration: 0, data })
    }
  }
  now += 1
  trace.close()
  for (const each of open.values()) while (each.stack.length > 0) end(each)
  return { table: trace.records, expected }
}

describe.each(seeds)("a trace of random operations, seed %i", (seed) => {
  const { table, expected } = randomTrace(seed)

  it("is what an obvious recorder makes of them", () => {
    expect([...table]).toEqual(expected)
  })

  it("is the same after it was written as JSON lines and read, and so is its text", () => {
    const text = [...writeJsonLines(table)].join("")
    const read = readJsonLines(text)
    expect([...read]).toEqual(expected)
    expect([...writeJsonLines(read)].join("")).toBe(text)
  })
})

it("a trace of several chunks is written whole", () => {
  let now = 0
  const trace = new Trace(() => now)
  const load = trace.variable("node7", "LOAD")
  for (; now < 5000; now++) load.record(now)
  const chunks = [...writeJsonLines(trace.records)]
  expect(chunks.length).toBeGreaterThan(2)
  expect([...readJsonLines(chunks)]).toEqual([...trace.records])
})
