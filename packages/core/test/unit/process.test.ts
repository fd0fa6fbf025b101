import { describe, expect, test } from "vitest"
import { DeadlockError, Engine, type Process, settled, type Waitable } from "../../src/index.ts"
import { at, oneHost } from "./scenario.ts"

/** A process that waits for what `wait` gives, and says what it got, and when. */
function waiter<T>(engine: Engine, wait: () => Waitable<T>, name = "waiter"): Process<[T, number]> {
  return engine.spawn(name, function* () {
    const result = yield* wait()
    return [result, engine.now] as [T, number]
  })
}

/** The text of the error that a process ended with. */
function errorOf(process: Process<unknown>): string {
  try {
    return `result: ${process.result}`
  } catch (error) {
    return String(error)
  }
}

describe("a process that is spawned", () => {
  test("begins at this date, after the step of who has spawned it, and those spawned before", () => {
    const { engine } = oneHost()
    const log: string[] = []
    const child = (name: string) =>
      function* () {
        log.push(`${name} at ${engine.now}`)
        yield* []
      }
    engine.spawn("parent", function* () {
      yield* engine.sleep(1)
      engine.spawn("x", child("x"))
      engine.spawn("y", child("y"))
      log.push("parent goes on")
    })
    engine.run()
    expect(log).toEqual(["parent goes on", "x at 1", "y at 1"])
  })

  test("that yields what is nothing to wait for fails there, after its finally blocks", () => {
    const { engine } = oneHost()
    const log: string[] = []
    engine.spawn("confused", function* () {
      try {
        yield 5 as unknown as Waitable<unknown>
      } finally {
        log.push("finally")
      }
    })
    expect(() => engine.run()).toThrow(
      'process "confused" failed at 0 s: process "confused": what it yields is 5; expected an activity or a process, as in: yield* engine.sleep(1)',
    )
    expect(log).toEqual(["finally"])
    expect(engine.run()).toBe(0)
  })
})

describe("a process that is killed", () => {
  test("ends where it waits: its finally blocks run, from the inside out, and nothing after them", () => {
    const { engine } = oneHost()
    const log: string[] = []
    const victim = engine.spawn("victim", function* () {
      try {
        try {
          yield* engine.sleep(10)
          log.push("never")
        } finally {
          log.push(`inner at ${engine.now}`)
        }
      } finally {
        log.push("outer")
      }
    })
    at(engine, 1, () => {
      victim.kill()
      log.push("killed")
      victim.kill()
    })
    expect(engine.run()).toBe(1)
    expect(log).toEqual(["inner at 1", "outer", "killed"])
    expect([victim.hasEnded, victim.wasKilled]).toEqual([true, true])
    expect(errorOf(victim)).toBe('KilledError: process "victim" was killed at 1 s')
  })

  test("before its first step takes none", () => {
    const { engine } = oneHost()
    const log: string[] = []
    const victim = engine.spawn("victim", function* () {
      log.push("never")
      yield* []
    })
    victim.kill()
    engine.run()
    expect([log, victim.wasKilled]).toEqual([[], true])
  })

  test("takes with it all that it has started, but for what is detached", () => {
    const { engine, h } = oneHost({ cores: 4 })
    const disk = engine.addDisk(h, { name: "d", readBandwidth: 1, writeBandwidth: 1 })
    const started: { readonly hasEnded: boolean; readonly result: unknown }[] = []
    const victim = engine.spawn("victim", function* () {
      started.push(
        engine.compute(h, 1000),
        engine.transfer(h, h, 1e12),
        engine.read(disk, 1000),
        engine.parallelTask({ hosts: [h], flops: [1000] }),
        engine.sleep(1000),
        engine.mailbox("box").receive(h),
        engine.compute(h, 200, { detached: true }),
        engine.transfer(h, h, 2e10, { detached: true }),
      )
      yield* engine.compute(h, 50)
      started.push(engine.compute(h, 1000))
      yield* engine.sleep(1000)
    })
    at(engine, 1, () => victim.kill())
    expect(engine.run()).toBe(2)
    expect(started.map((each) => each.result)).toEqual([
      ...Array(6).fill("cancelled"),
      "done",
      "done",
      "cancelled",
    ])
  })

  test("leaves alone what it only waits for", () => {
    const { engine, h } = oneHost()
    const work = engine.compute(h, 200)
    const victim = engine.spawn("victim", () => wait())
    function* wait() {
      yield* work
    }
    at(engine, 1, () => victim.kill())
    engine.run()
    expect([work.result, engine.now]).toEqual(["done", 2])
  })

  test("by itself ends where it waits next; until then it goes on", () => {
    const { engine, h } = oneHost()
    const log: unknown[] = []
    const suicidal: Process<void> = engine.spawn("suicidal", function* () {
      const work = engine.compute(h, 1000)
      try {
        suicidal.kill()
        log.push("still here", suicidal.wasKilled, suicidal.hasEnded)
        yield* work
        log.push("never")
      } finally {
        log.push(work.result)
      }
    })
    expect(engine.run()).toBe(0)
    expect(log).toEqual(["still here", true, false, "cancelled"])
    expect(errorOf(suicidal)).toBe('KilledError: process "suicidal" was killed at 0 s')
  })

  test("by itself is killed, even if it has nothing left to wait for, or throws", () => {
    const { engine, h } = oneHost()
    const works: { readonly result: unknown }[] = []
    const returning: Process<undefined> = engine.spawn("returning", function* () {
      works.push(engine.compute(h, 1000))
      returning.kill()
      return yield* []
    })
    engine.run()
    expect(errorOf(returning)).toBe('KilledError: process "returning" was killed at 0 s')
    const throwing: Process<void> = engine.spawn("throwing", function* () {
      works.push(engine.compute(h, 1000))
      throwing.kill()
      yield* []
      throw new Error("it broke")
    })
    expect(() => engine.run()).toThrow('process "throwing" failed at 0 s: it broke')
    expect(works.map((work) => work.result)).toEqual(["cancelled", "cancelled"])
  })

  test("by a listener, in the middle of its own step, comes to the end of the step first", () => {
    const { engine, h } = oneHost()
    const log: string[] = []
    const p: Process<void> = engine.spawn("p", function* () {
      const work = engine.compute(h, 1000)
      // run as another victim's finally block cancels what it waits for
      work.onEnd(() => p.kill())
      work.cancel()
      log.push("after the cancel")
      yield* engine.sleep(1)
      log.push("never")
    })
    engine.run()
    expect([log, p.wasKilled, engine.now]).toEqual([["after the cancel"], true, 0])
  })

  test("by the finally block of one that it kills itself comes to the end of its step first", () => {
    const { engine } = oneHost()
    const log: string[] = []
    const avenger = engine.spawn("avenger", () => revenge())
    function* revenge() {
      try {
        yield* engine.sleep(10)
      } finally {
        killer.kill()
      }
    }
    const killer: Process<void> = engine.spawn("killer", function* () {
      yield* engine.sleep(1)
      avenger.kill()
      log.push("killed it")
      yield* engine.sleep(1)
      log.push("never")
    })
    expect(engine.run()).toBe(1)
    expect([log, killer.wasKilled]).toEqual([["killed it"], true])
  })

  test("may start something in its finally blocks, which nobody cancels any more", () => {
    const { engine, h } = oneHost()
    const last: { readonly result: unknown }[] = []
    const victim = engine.spawn("victim", () => wait())
    function* wait() {
      try {
        yield* engine.sleep(10)
      } finally {
        last.push(engine.compute(h, 100))
      }
    }
    at(engine, 1, () => victim.kill())
    expect(engine.run()).toBe(2)
    expect(last[0]!.result).toBe("done")
  })

  test("must not wait in its finally blocks: the others run, and the run stops", () => {
    const { engine } = oneHost()
    const log: string[] = []
    const victim = engine.spawn("victim", function* () {
      try {
        try {
          yield* engine.sleep(10)
        } finally {
          yield* engine.sleep(1)
          log.push("never")
        }
      } finally {
        log.push("outer")
      }
    })
    at(engine, 1, () => victim.kill())
    expect(() => engine.run()).toThrow(
      'process "victim" failed at 1 s: process "victim": finally block is "waiting"; expected nothing to wait for: a killed process does not go on',
    )
    expect(log).toEqual(["outer"])
  })

  test("whose finally block throws stops the run, but not who has killed it", () => {
    const { engine } = oneHost()
    const victim = engine.spawn("victim", () => wait())
    function* wait() {
      try {
        yield* engine.sleep(10)
      } finally {
        // biome-ignore lint/correctness/noUnsafeFinally: that is what is tested
        throw new Error("it broke")
      }
    }
    const killer = engine.spawn("killer", function* () {
      yield* engine.sleep(1)
      victim.kill()
      yield* engine.sleep(1)
      return "fine"
    })
    expect(() => engine.run()).toThrow('process "victim" failed at 1 s: it broke')
    engine.run()
    expect(killer.result).toBe("fine")
  })

  test("outside of a run is gone at once; what its finally blocks throw stops the next run", () => {
    const { engine } = oneHost()
    const victim = engine.spawn("victim", () => wait())
    function* wait() {
      try {
        yield* engine.sleep(10)
      } finally {
        // biome-ignore lint/correctness/noUnsafeFinally: that is what is tested
        throw new Error("it broke")
      }
    }
    engine.run(1)
    victim.kill()
    expect(victim.hasEnded).toBe(true)
    expect(() => engine.run()).toThrow('process "victim" failed at 1 s: it broke')
    expect(engine.run()).toBe(1)
  })

  test("fails those who wait for it, and is no failure for nobody", () => {
    const { engine } = oneHost()
    const victim = engine.spawn("victim", () => sleep())
    function* sleep() {
      yield* engine.sleep(10)
    }
    const joiner = waiter(engine, () => victim, "joiner")
    const careful = waiter(engine, () => settled(victim), "careful")
    at(engine, 1, () => victim.kill())
    expect(() => engine.run()).toThrow('process "joiner" failed at 1 s: process "victim" was killed at 1 s')
    engine.run()
    expect(joiner.hasEnded).toBe(true)
    expect(careful.result[1]).toBe(1)
  })
})

describe("a process that is suspended", () => {
  test("before its first step takes it at the resume", () => {
    const { engine, h } = oneHost()
    const process = waiter(engine, () => engine.compute(h, 100))
    process.suspend()
    at(engine, 2, () => process.resume())
    engine.run()
    expect(process.result).toEqual(["done", 3])
  })

  test("in a computation holds it, and gives its share to others", () => {
    const { engine, h } = oneHost()
    const process = waiter(engine, () => engine.compute(h, 200))
    const other = engine.compute(h, 200)
    at(engine, 1, () => process.suspend())
    at(engine, 2, () => process.resume())
    engine.run()
    // 50 each by 1 s; the other 100 more by 2 s, then 50 each: it ends at 3 s; 100 left for the first: 4 s
    expect([process.result, other.result]).toEqual([["done", 4], "done"])
  })

  test("in a sleep wakes when that is over and it is resumed, whichever is later", () => {
    for (const [resumed, woken] of [
      [2, 3],
      [5, 5],
    ] as const) {
      const { engine } = oneHost()
      const process = waiter(engine, () => engine.sleep(3))
      at(engine, 1, () => process.suspend())
      at(engine, resumed, () => process.resume())
      engine.run()
      expect(process.result).toEqual(["done", woken])
    }
  })

  test("at the date of its wake-up takes its step at the resume, once", () => {
    const { engine } = oneHost()
    const dates: number[] = []
    const process = engine.spawn("p", function* () {
      for (let i = 0; i < 2; i++) {
        yield* engine.sleep(1)
        dates.push(engine.now)
      }
    })
    // spawned later, so it wakes after the sleep of the other has ended: that one is ready
    at(engine, 1, () => {})
    const first = engine.spawn("first", function* () {
      yield* engine.sleep(0.5)
      engine.sleep(0.5).onEnd(() => {
        process.suspend()
        process.resume()
        process.suspend()
      })
    })
    at(engine, 4, () => process.resume())
    engine.run()
    expect(first.hasEnded).toBe(true)
    expect(dates).toEqual([4, 5])
  })

  test("by itself goes on to its next wait, and what it starts on the way is held too", () => {
    const { engine, h } = oneHost()
    const process: Process<number> = engine.spawn("p", function* () {
      process.suspend()
      yield* engine.compute(h, 100)
      return engine.now
    })
    at(engine, 3, () => process.resume())
    engine.run()
    expect(process.result).toBe(4)
  })

  test("by itself before its end lets go what it has started", () => {
    const { engine, h } = oneHost()
    const process: Process<void> = engine.spawn("p", function* () {
      engine.compute(h, 100)
      process.suspend()
      yield* []
    })
    expect(engine.run()).toBe(1)
  })

  test("twice goes on when it is resumed once, and a resume of one that runs is nothing", () => {
    const { engine, h } = oneHost()
    const process = waiter(engine, () => engine.compute(h, 100))
    process.resume()
    at(engine, 0.5, () => {
      process.suspend()
      process.suspend()
    })
    at(engine, 1, () => process.resume())
    engine.run()
    expect([process.result, process.isSuspended]).toEqual([["done", 1.5], false])
  })

  test("waits on for what somebody else computes, which goes on, and gets its result at the resume", () => {
    const { engine, h } = oneHost()
    const work = engine.compute(h, 200)
    const process = waiter(engine, () => work)
    at(engine, 1, () => process.suspend())
    at(engine, 3, () => process.resume())
    engine.run()
    expect(process.result).toEqual(["done", 3])
  })

  test("over its time-out gets that at the resume", () => {
    const { engine, h } = oneHost()
    const process = waiter(engine, () => engine.within(2, engine.compute(h, 200)))
    at(engine, 1, () => process.suspend())
    at(engine, 3, () => process.resume())
    engine.run()
    expect(process.result).toEqual([false, 3])
  })

  test("does not run on when it holds what it waits for itself", () => {
    const { engine, h } = oneHost()
    const work = engine.compute(h, 100)
    work.suspend()
    const process = waiter(engine, () => work)
    process.suspend()
    process.resume()
    at(engine, 2, () => work.resume())
    engine.run()
    expect(process.result).toEqual(["done", 3])
  })

  test("can be killed, and joined", () => {
    const { engine } = oneHost()
    const process = waiter(engine, () => engine.sleep(1))
    const joiner = waiter(engine, () => settled(process), "joiner")
    at(engine, 0.5, () => process.suspend())
    at(engine, 2, () => process.kill())
    engine.run()
    expect(joiner.result[1]).toBe(2)
  })

  test("for ever is in the report of a deadlock", () => {
    const { engine } = oneHost()
    waiter(engine, () => engine.sleep(1), "forgotten").suspend()
    expect(() => engine.run()).toThrow(
      'deadlock at 0 s, nothing can happen any more: "forgotten" waits for somebody to resume it',
    )
  })
})

describe("a daemon", () => {
  test("is killed when only daemons are left, and its finally blocks run", () => {
    const { engine } = oneHost()
    const log: string[] = []
    const daemon = engine.spawn(
      "daemon",
      function* () {
        try {
          for (;;) {
            yield* engine.sleep(1)
            log.push(`beat ${engine.now}`)
          }
        } finally {
          log.push(`over at ${engine.now}`)
        }
      },
      { daemon: true },
    )
    waiter(engine, () => engine.sleep(2.5))
    expect(engine.run()).toBe(2.5)
    expect(log).toEqual(["beat 1", "beat 2", "over at 2.5"])
    expect(daemon.wasKilled).toBe(true)
  })

  test("that spawns a process in its finally block keeps the run going for it", () => {
    const { engine } = oneHost()
    const log: number[] = []
    engine.spawn(
      "daemon",
      function* () {
        try {
          yield* engine.sleep(10)
        } finally {
          at(engine, 3, () => log.push(engine.now))
        }
      },
      { daemon: true },
    )
    expect(engine.run()).toBe(3)
    expect(log).toEqual([3])
  })

  test("is no deadlock", () => {
    const { engine, h } = oneHost()
    engine.spawn("daemon", () => receive(), { daemon: true })
    function* receive() {
      yield* engine.mailbox("box").receive(h)
    }
    expect(engine.run()).toBe(0)
  })

  test("with restart begins anew with its host, and is killed anew", () => {
    const { engine, h } = oneHost()
    const log: string[] = []
    engine.spawn("daemon", () => beat(), { daemon: true, restart: true, host: h })
    function* beat() {
      log.push(`up at ${engine.now}`)
      try {
        yield* engine.sleep(100)
      } finally {
        log.push(`down at ${engine.now}`)
      }
    }
    at(engine, 1, () => h.turnOff())
    at(engine, 2, () => h.turnOn())
    at(engine, 3, () => {})
    engine.run()
    expect(log).toEqual(["up at 0", "down at 1", "up at 2", "down at 3"])
  })
})

describe("a process that fails", () => {
  test("stops the run at its date; what it has started goes on in the next one", () => {
    const { engine, h } = oneHost()
    engine.spawn("fragile", function* () {
      engine.compute(h, 200)
      yield* engine.sleep(1)
      throw new Error("it broke")
    })
    expect(() => engine.run()).toThrow('process "fragile" failed at 1 s: it broke')
    expect(engine.now).toBe(1)
    expect(engine.run()).toBe(2)
  })

  test("with something that is no error is reported too, and the cause is kept", () => {
    const { engine } = oneHost()
    const fragile = engine.spawn("fragile", function* () {
      yield* []
      throw 42
    })
    expect(() => engine.run()).toThrow('process "fragile" failed at 0 s: 42')
    expect(() => fragile.result).toThrow(expect.objectContaining({ cause: 42, process: "fragile", date: 0 }))
  })

  test("on one date with others stops a run for each, and loses none of their steps", () => {
    const { engine } = oneHost()
    for (const name of ["a", "b"]) {
      engine.spawn(name, function* () {
        yield* engine.sleep(1)
        throw new Error(`${name} broke`)
      })
    }
    const third = waiter(engine, () => engine.sleep(1))
    expect(() => engine.run()).toThrow("a broke")
    expect(() => engine.run()).toThrow("b broke")
    engine.run()
    expect(third.result).toEqual(["done", 1])
  })
})

describe("what a listener throws", () => {
  test("stops the run, and the rest of that date happens in the next one, once", () => {
    const engine = oneHost().engine
    const [a, b] = [engine.addHost({ name: "a", speed: 100 }), engine.addHost({ name: "b", speed: 100 })]
    engine.addRoute(a, b, [engine.addLink({ name: "wire", bandwidth: 100, latency: 1 })])
    // on one date: the end of a latency, of a computation whose listener throws, and of another
    const transfer = engine.transfer(a, b, 100)
    engine.compute(a, 100).onEnd(() => {
      throw new Error("listener broke")
    })
    const other = engine.compute(b, 100)
    expect(() => engine.run()).toThrow("listener broke")
    expect([engine.now, other.hasEnded]).toEqual([1, false])
    expect(engine.run()).toBe(2)
    expect([other.result, transfer.result]).toEqual(["done", "done"])
  })
})

describe("a deadlock", () => {
  test("names who waits for what, and can be resolved afterwards", () => {
    const { engine, h } = oneHost()
    const endless = engine.compute(h, Number.POSITIVE_INFINITY)
    const first = waiter(engine, () => endless, "first")
    const second = waiter(engine, () => first, "second")
    waiter(engine, () => engine.within(Number.POSITIVE_INFINITY, second), "third")
    let caught: unknown
    try {
      engine.run()
    } catch (error) {
      caught = error
    }
    expect(caught).toBeInstanceOf(DeadlockError)
    expect((caught as DeadlockError).message).toBe(
      'deadlock at 0 s, nothing can happen any more: "first" waits for computation on "h"; "second" waits for process "first"; "third" waits for process "second", or a time-out',
    )
    expect((caught as DeadlockError).waiting[1]).toEqual({ process: "second", waitsFor: 'process "first"' })
    engine.run(5)
    endless.cancel()
    engine.run()
    expect(second.result).toEqual([["cancelled", 5], 5])
  })
})

describe("a daemon in a run with an end date", () => {
  test("goes on, as others may come after it", () => {
    const engine = new Engine()
    let beats = 0
    const daemon = engine.spawn(
      "heart",
      function* () {
        for (;;) {
          yield* engine.sleep(1)
          beats++
        }
      },
      { daemon: true },
    )
    engine.run(5.5)
    expect([beats, daemon.hasEnded]).toEqual([5, false])
    engine.run()
    expect(daemon.wasKilled).toBe(true)
  })
})
