import { expect, it } from "vitest"
import { Engine } from "../../src/index.ts"

it("a timed call happens at its date, whatever becomes of the process that asked for it", () => {
  const engine = new Engine()
  const dates: number[] = []
  const asking = engine.spawn("asking", function* () {
    engine.after(2, () => dates.push(engine.now))
    yield* engine.sleep(10)
  })
  engine.after(1, () => asking.kill())
  engine.run()
  expect(dates).toEqual([2])
})

it("a timed call that is cancelled does not happen", () => {
  const engine = new Engine()
  let calls = 0
  const call = engine.after(2, () => calls++)
  engine.after(1, () => call.cancel())
  engine.after(3, () => call.cancel())
  engine.run()
  expect(calls).toBe(0)
})

it("calls of one date happen in the order of their asking, and may ask for more", () => {
  const engine = new Engine()
  const order: string[] = []
  engine.after(1, () => {
    order.push("a")
    engine.after(0, () => order.push("c"))
  })
  engine.after(1, () => order.push("b"))
  expect(engine.run()).toBe(1)
  expect(order).toEqual(["a", "b", "c"])
})

it("a timed call that throws stops the run with its date and its cause", () => {
  const engine = new Engine()
  engine.after(2, () => {
    throw new Error("no such host")
  })
  expect(() => engine.run()).toThrow('process "timed call" failed at 2 s: no such host')
})

it("a delay below 0 is refused", () => {
  expect(() => new Engine().after(-1, () => undefined)).toThrow("timed call: delay is -1; expected")
})
