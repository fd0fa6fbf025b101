import { Engine, type Steps } from "@placelab/core"
import { expect, it } from "vitest"
import { Silence } from "../../src/hierarchical/snooze/silence.ts"

/** Dates of notices: ticks are at 3, 6, 9, ..., the timeout is 7 s, and the peer is heard at these dates. */
function notices(heard: readonly number[], stop = Number.POSITIVE_INFINITY): number[] {
  const engine = new Engine()
  const dates: number[] = []
  const rule = { heartbeatPeriod: 3, heartbeatTimeout: 7 }
  const silence = new Silence(engine, rule, () => dates.push(engine.now))
  function* ticks(): Steps<never> {
    for (;;) {
      yield* engine.sleep(3)
      silence.tick()
    }
  }
  engine.spawn("ticks", ticks, { daemon: true })
  for (const date of heard) engine.after(date, () => silence.hear())
  if (stop < Number.POSITIVE_INFINITY) engine.after(stop, () => silence.stop())
  engine.run(13)
  return dates
}

it("silence is noticed on the date on which the timeout is over, and again at each heartbeat", () => {
  expect(notices([])).toEqual([7, 9, 12])
  expect(notices([3.5])).toEqual([10.5, 12])
})

it("who is heard in time is not missed", () => {
  expect(notices([3.5, 6.5, 9.5])).toEqual([])
  expect(notices([6.9])).toEqual([])
})

it("nothing is noticed after the stop, even when the timeout was about to be over", () => {
  expect(notices([], 6.5)).toEqual([])
})
