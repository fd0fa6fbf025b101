import { expect, it } from "vitest"
import { playText } from "../../src/index.ts"

const worker = {
  name: "worker",
  host: "h",
  script: [{ op: "exec", as: "work", flops: 2e9 }],
}
const simulation = {
  schema: 1,
  id: "work",
  kind: "sim",
  platform: { hosts: [{ id: "h", speed: 1e9 }] },
  actors: [worker],
  expect: {
    marks: { work: { t: 2, outcome: "ok" } },
    actors: { worker: { end: 2, killed: false } },
    end: 2,
  },
}
const play = (document: unknown) => playText(JSON.stringify(document), "work.json")

it("a case whose answers are ours passes", () => {
  expect(play(simulation)).toEqual({ id: "work", verdict: "passed", differences: [] })
})

it("a wrong expectation fails, with what was expected and what we found", () => {
  const { expect: answer } = simulation
  const wrong = { ...answer, marks: { work: { t: 2.1, outcome: "ok" } } }
  expect(play({ ...simulation, expect: wrong })).toEqual({
    id: "work",
    verdict: "failed",
    differences: [{ path: "marks.work.t", expected: 2.1, found: 2 }],
  })
})

it("a wide tolerance of the case itself is kept to", () => {
  const marks = { work: { t: 2.1, outcome: "ok" } }
  const wide = { ...simulation, tolerance: { rel: 0.1, abs: 0 }, expect: { ...simulation.expect, marks } }
  expect(play(wide).verdict).toBe("passed")
})

it("a quirk is not held against us, and says why ours is right", () => {
  const quirk = { ...simulation, tags: ["quirk"], note: "Q2", expect: { ...simulation.expect, end: 3 } }
  expect(play(quirk)).toEqual({
    id: "work",
    verdict: "quirk",
    differences: [{ path: "end", expected: 3, found: 2 }],
    reason: "a flow takes what its links give now, not what they gave when it began",
  })
  expect(play({ ...quirk, note: "the clock is late" }).reason).toBe("the clock is late")
})

it("who still waits when nothing can happen any more is killed at that date", () => {
  const waiter = { name: "waiter", host: "h", script: [{ op: "recv", as: "never", mailbox: "m" }] }
  const actors = { ...simulation.expect.actors, waiter: { end: 2, killed: true } }
  expect(play({ ...simulation, actors: [worker, waiter], expect: { ...simulation.expect, actors } })).toEqual(
    { id: "work", verdict: "passed", differences: [] },
  )
})

it("a case that the engine refuses fails with the first line of the error", () => {
  const script = [{ op: "set_pstate", host: "h", pstate: 7 }]
  const { verdict, error } = play({ ...simulation, actors: [{ ...worker, script }] })
  expect(verdict).toBe("failed")
  expect(error).toBe(
    'process "worker" failed at 0 s: host "h": pstate is 7; expected a whole number from 0 to 0',
  )
})

it("a quirk that cannot be played fails", () => {
  const script = [{ op: "set_pstate", host: "h", pstate: 7 }]
  expect(play({ ...simulation, tags: ["quirk"], actors: [{ ...worker, script }] }).verdict).toBe("failed")
})

it("a text that is no JSON, and one that is no case, fail in one line", () => {
  expect(playText("{", "half.json").error).toMatch(/^half\.json: text is ".+"; expected JSON$/)
  expect(playText("{}", "empty.json")).toMatchObject({ id: "empty.json", verdict: "failed" })
})
