import { expect, test } from "vitest"
import { Engine, type EngineOptions, type Host, type HostSpec, type Waitable } from "../../src/index.ts"

/** An engine with one host `h` of 100 flop/s a core, so that sums can be done in one's head. */
export function oneHost(
  spec: Partial<HostSpec> = {},
  options: EngineOptions = {},
): { engine: Engine; h: Host } {
  const engine = new Engine(options)
  return { engine, h: engine.addHost({ name: "h", speed: 100, ...spec }) }
}

/** The dates at which each of `waitables` ends, in their order; filled in as the engine runs. */
export function endsOf(engine: Engine, waitables: readonly Waitable<unknown>[]): number[] {
  const dates: number[] = []
  waitables.forEach((each, i) => {
    each.onEnd(() => {
      dates[i] = engine.now
    })
  })
  return dates
}

/** Does something at a date. */
export function at(engine: Engine, date: number, action: () => void): void {
  engine.spawn(`at ${date}`, function* () {
    yield* engine.sleep(date - engine.now)
    action()
  })
}

/** A test for each call that is refused, whose title is the message. */
export function testRefusals(cases: readonly (readonly [act: () => unknown, message: string])[]): void {
  for (const [act, message] of cases) test(message, () => expect(act).toThrow(message))
}
