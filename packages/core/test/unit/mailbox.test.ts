import { describe, expect, test } from "vitest"
import { Engine, type LinkSpec, type Outcome, plainNetwork, type Steps } from "../../src/index.ts"
import { at, endsOf, testRefusals } from "./scenario.ts"

/** Two hosts, a wire of 100 bytes/s between them, and a mailbox. */
function wired(spec: Partial<LinkSpec> = {}) {
  const engine = new Engine()
  const a = engine.addHost({ name: "a", speed: 100 })
  const b = engine.addHost({ name: "b", speed: 100 })
  const wire = engine.addLink({ name: "wire", bandwidth: 100, ...spec })
  engine.addRoute(a, b, [wire])
  return { engine, a, b, wire, box: engine.mailbox<string>("box") }
}

describe("a message", () => {
  test("goes from the sender's host to the receiver's once both are there, and ends for both", () => {
    const { engine, a, b, box } = wired({ latency: 0.5 })
    const send = box.send(a, 100, "hello")
    expect([send.hasMet, send.remaining]).toEqual([false, Number.POSITIVE_INFINITY])
    const ends: unknown[] = []
    engine.spawn("receiver", function* () {
      yield* engine.sleep(2)
      const receive = box.receive(b)
      expect([send.hasMet, receive.from]).toEqual([true, a])
      ends.push(yield* receive, receive.value, engine.now)
    })
    engine.run(3)
    // the latency by 2.5 s, half of the bytes by 3 s
    expect(send.remaining).toBe(50)
    engine.run()
    expect(ends).toEqual(["done", "hello", 3.5])
    expect([send.result, send.remaining]).toEqual(["done", 0])
  })

  test("waits in the mailbox, and the first sent meets the first that receives", () => {
    const { engine, a, b, box } = wired()
    for (const text of ["one", "two"]) box.send(a, 0, text)
    const receives = [box.receive(b), box.receive(b), box.receive(b)]
    box.send(a, 0, "three")
    engine.run()
    expect(receives.map((receive) => receive.value)).toEqual(["one", "two", "three"])
    expect(engine.mailbox("box")).toBe(box)
  })

  test("keeps to the smaller of both limits, whatever the model makes of bandwidths", () => {
    const engine = new Engine({ network: { ...plainNetwork, bandwidthFactor: 0.5 } })
    const [a, b] = [engine.addHost({ name: "a", speed: 1 }), engine.addHost({ name: "b", speed: 1 })]
    engine.addRoute(a, b, [engine.addLink({ name: "wire", bandwidth: 100 })])
    const box = engine.mailbox("box")
    const send = box.send(a, 100, 1, { limit: 40 })
    box.receive(b, { limit: 20 })
    const ends = endsOf(engine, [send])
    engine.run()
    expect(ends).toEqual([5])
  })

  test("that is given up before it has met anybody is not in the mailbox any more", () => {
    const { engine, a, b, box } = wired()
    const [first, second] = [box.send(a, 0, "first"), box.send(a, 0, "second")]
    first.cancel()
    const receive = box.receive(b)
    const [gone, next] = [box.receive(b), box.receive(b)]
    gone.cancel()
    box.send(a, 0, "third")
    engine.run()
    expect([first.result, second.result, gone.result]).toEqual(["cancelled", "done", "cancelled"])
    expect([receive.value, next.value]).toEqual(["second", "third"])
    expect(() => gone.value).toThrow('a message in mailbox "box" ended cancelled: there is no value')
  })

  test.each([
    ["in its latency", 0.5, 100],
    ["as its bytes flow", 1.5, 50],
  ])("that one end gives up %s fails for the other", (_, date, left) => {
    for (const quitter of ["send", "receive"] as const) {
      const { engine, a, b, wire, box } = wired({ latency: 1 })
      const both = { send: box.send(a, 100, "x"), receive: box.receive(b) }
      const ends = endsOf(engine, [both.send, both.receive])
      at(engine, date, () => both[quitter].cancel())
      engine.run()
      const other = quitter === "send" ? both.receive : both.send
      expect([both[quitter].result, other.result, ends]).toEqual(["cancelled", "failed", [date, date]])
      expect([both.send.remaining, wire.load]).toEqual([left, 0])
    }
  })

  test.each(["a", "b", "wire"] as const)("fails for both when %s goes off", (victim) => {
    const { engine, a, b, wire, box } = wired()
    const both = [box.send(a, 100, "x"), box.receive(b)]
    at(engine, 0.5, () => ({ a, b, wire })[victim].turnOff())
    engine.run()
    expect(both.map((end) => end.result)).toEqual(["failed", "failed"])
  })

  test("from a host that went off meanwhile fails as it meets somebody", () => {
    const { a, b, box } = wired()
    const send = box.send(a, 100, "x")
    a.turnOff()
    expect([box.receive(b).result, send.result]).toEqual(["failed", "failed"])
  })

  test("that has no way fails for both, and whoever comes second is told why", () => {
    const { engine, b, box } = wired()
    const c = engine.addHost({ name: "c", speed: 1 })
    const receive = box.receive(b)
    expect(() => box.send(c, 1, "x")).toThrow('engine: route is "c -> b"; expected a pair of hosts')
    expect(receive.result).toBe("failed")
    expect(engine.run()).toBe(0)
  })
})

describe("the ends of a message, suspended,", () => {
  test("stop the bytes while either is", () => {
    const { engine, a, b, box } = wired()
    const [send, receive] = [box.send(a, 100, "x"), box.receive(b)]
    at(engine, 0.5, () => send.suspend())
    at(engine, 1, () => receive.suspend())
    at(engine, 2, () => send.resume())
    at(engine, 3, () => receive.resume())
    const ends = endsOf(engine, [send])
    engine.run()
    // 50 by 0.5 s, the rest from 3 s on
    expect(ends).toEqual([3.5])
  })

  test("meet all the same, and the bytes begin to go at the resume", () => {
    const { engine, a, b, box } = wired()
    const send = box.send(a, 100, "x")
    send.suspend()
    const receive = box.receive(b)
    expect([send.hasMet, send.remaining]).toEqual([true, 100])
    at(engine, 2, () => send.resume())
    const ends = endsOf(engine, [receive])
    engine.run()
    expect(ends).toEqual([3])
  })

  test("can be given up before the bytes have begun to go", () => {
    const { engine, a, b, box } = wired()
    const [send, receive] = [box.send(a, 100, "x"), box.receive(b)]
    const other = box.send(a, 100, "y")
    other.suspend()
    const late = box.receive(b)
    late.cancel()
    send.cancel()
    other.resume()
    engine.run()
    expect([send.result, receive.result, other.result, late.result]).toEqual([
      "cancelled",
      "failed",
      "failed",
      "cancelled",
    ])
  })
})

describe("a process", () => {
  function* sending({ a, box }: ReturnType<typeof wired>): Steps<Outcome> {
    return yield* box.send(a, 100, "x")
  }
  function* receiving({ b, box }: ReturnType<typeof wired>): Steps<Outcome> {
    return yield* box.receive(b)
  }

  test("that is killed gives up its message: withdrawn before it has met, failed for the other end after", () => {
    const early = wired()
    const sender = early.engine.spawn("sender", () => sending(early))
    at(early.engine, 1, () => sender.kill())
    at(early.engine, 2, () => early.box.send(early.a, 0, "from another"))
    const receive = early.engine.spawn("receiver", function* () {
      yield* early.engine.sleep(3)
      const taken = early.box.receive(early.b)
      yield* taken
      return taken.value
    })
    early.engine.run()
    expect(receive.result).toBe("from another")

    const late = wired()
    const receiver = late.engine.spawn("receiver", () => receiving(late))
    const other = late.engine.spawn("sender", () => sending(late))
    at(late.engine, 0.5, () => receiver.kill())
    late.engine.run()
    expect([other.result, late.engine.now]).toEqual(["failed", 0.5])
  })

  test("that is suspended stops its message, matched or not, until it is resumed", () => {
    const matched = wired()
    const sender = matched.engine.spawn("sender", () => sending(matched))
    const receiver = matched.engine.spawn("receiver", () => receiving(matched))
    at(matched.engine, 0.5, () => sender.suspend())
    at(matched.engine, 2, () => sender.resume())
    matched.engine.run()
    expect([sender.result, receiver.result, matched.engine.now]).toEqual(["done", "done", 2.5])

    const unmatched = wired()
    const waiting = unmatched.engine.spawn("receiver", () => receiving(unmatched))
    at(unmatched.engine, 1, () => waiting.suspend())
    at(unmatched.engine, 2, () => unmatched.box.send(unmatched.a, 100, "x"))
    at(unmatched.engine, 4, () => waiting.resume())
    unmatched.engine.run()
    expect([waiting.result, unmatched.engine.now]).toEqual(["done", 5])
  })

  test("that ends lets go what it has sent; a detached message survives its kill too", () => {
    const all = wired()
    const { engine, a, b, box } = all
    engine.spawn("sender", function* () {
      box.send(a, 100, "let go")
      yield* []
    })
    const killed = engine.spawn("detacher", function* () {
      box.send(a, 100, "detached", { detached: true })
      yield* engine.sleep(100)
    })
    at(engine, 0.5, () => killed.kill())
    const receives = [box.receive(b), box.receive(b)]
    engine.run()
    expect(receives.map((receive) => receive.value)).toEqual(["let go", "detached"])
  })

  test("that waits in vain is in the report of the deadlock, with the mailbox", () => {
    const all = wired()
    all.engine.spawn("receiver", () => receiving(all))
    expect(() => all.engine.run()).toThrow(
      'deadlock at 0 s, nothing can happen any more: "receiver" waits for a message in mailbox "box"',
    )
    const other = wired()
    other.engine.spawn("sender", () => sending(other))
    expect(() => other.engine.run()).toThrow(
      '"sender" waits for a message of 100 bytes to be taken from mailbox "box"',
    )
  })
})

describe("wrong messages are refused in one line:", () => {
  const { a, box } = wired()
  const foreign = wired()
  testRefusals([
    [() => box.send(a, -1, "x"), 'mailbox "box": size is -1; expected a number of at least 0, in bytes'],
    [
      () => box.send(a, 1, "x", { limit: 0 }),
      'mailbox "box": limit is 0; expected a number above 0, in bytes/s (Infinity for no limit)',
    ],
    [() => box.send(foreign.a, 1, "x"), 'mailbox "box": host is "a"; expected a host of the same engine'],
    [() => box.receive(foreign.a), 'mailbox "box": host is "a"; expected a host of the same engine'],
    [() => box.receive(a).value, 'a message in mailbox "box" has not ended yet'],
  ])
})
