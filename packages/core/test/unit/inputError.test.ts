import { describe, expect, test } from "vitest"
import { Engine, FairShare, InputError, nearestName, RandomStream, unknownName } from "../../src/index.ts"

function refusal(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    expect(error).toBeInstanceOf(InputError)
    return (error as Error).message
  }
  throw new Error("it was accepted")
}

describe("wrong input is refused with place, value and remedy:", () => {
  const engine = new Engine()
  const a = engine.addHost({ name: "pm-1", speed: 1e9 })
  const b = engine.addHost({ name: "pm-2", speed: 1e9 })
  const lonely = engine.addHost({ name: "pm-3", speed: 1e9 })
  engine.addRoute(a, b, [engine.addLink({ name: "wire", bandwidth: 1e8 })])
  const other = new Engine()
  const foreignHost = other.addHost({ name: "pm-1", speed: 1e9 })
  const foreignLink = other.addLink({ name: "wire", bandwidth: 1e8 })
  const system = new FairShare()

  test.each([
    [
      () => engine.transfer(a, b, -1),
      'transfer from "pm-1" to "pm-2": size is -1; expected a number of at least 0, in bytes',
    ],
    [
      () => engine.transfer(a, b, Number.NaN),
      'transfer from "pm-1" to "pm-2": size is NaN; expected a number of at least 0, in bytes',
    ],
    [
      () => engine.addLink({ name: "l", bandwidth: 0 }),
      'link "l": bandwidth is 0; expected a number above 0, in bytes/s',
    ],
    [
      () => engine.addLink({ name: "l", bandwidth: 1, latency: -1 }),
      'link "l": latency is -1; expected a number of at least 0, in seconds',
    ],
    [
      () => engine.addLink({ name: "wire", bandwidth: 1 }),
      'link "wire": name is "wire"; expected a name that no other link has',
    ],
    [
      () => engine.addHost({ name: "h", speed: Number.POSITIVE_INFINITY }),
      'host "h": speed is Infinity; expected a number above 0, in flop/s',
    ],
    [
      () => engine.addHost({ name: "h", speed: 1, cores: 1.5 }),
      'host "h": cores is 1.5; expected a whole number above 0',
    ],
    [() => engine.host("pm-12"), 'engine: host name is "pm-12"; expected a known one: did you mean "pm-1"?'],
    [
      () => engine.link("backbone"),
      'engine: link name is "backbone"; expected one of the 1 known, such as "wire"',
    ],
    [
      () => engine.transfer(a, lonely, 1),
      'engine: route is "pm-1 -> pm-3"; expected a pair of hosts that addRoute was called for, or that a router knows',
    ],
    [
      () => engine.within(-1, engine.sleep(1)),
      "within: time-out is -1; expected a number of at least 0, in seconds (or Infinity)",
    ],
    [() => engine.addRoute(a, b, []), 'route from "pm-1" to "pm-2": links is []; expected at least one link'],
    [
      () => engine.addRoute(a, b, [foreignLink]),
      'route from "pm-1" to "pm-2": links[0] is "wire"; expected a link that addLink of this engine gave',
    ],
    [() => engine.compute(foreignHost, 1), 'engine: host is "pm-1"; expected a host of this engine'],
    [() => engine.transfer(a, foreignHost, 1), 'engine: host is "pm-1"; expected a host of this engine'],
    [
      () => new RandomStream(1.5, "load"),
      'random stream "load": seed is 1.5; expected a whole number between -2^53 and 2^53',
    ],
    [
      () => system.addConstraint(Number.NaN),
      "constraint: capacity is NaN; expected a number of at least 0, in its unit",
    ],
    [
      () => system.addVariable(-1, 1),
      "variable: penalty is -1; expected a number of at least 0, in its unit (0: disabled)",
    ],
    [
      () => system.addVariable(1, Number.NaN),
      "variable: bound is NaN; expected a number of at least 0 (Infinity for none)",
    ],
    [
      () => system.use(7, system.addVariable(1, 1), 1),
      "fair share: constraint is 7; expected a number that addConstraint gave",
    ],
    [() => system.removeVariable(99), "fair share: variable is 99; expected a number that addVariable gave"],
    [
      () => engine.compute(a, -5),
      'computation on "pm-1": size is -5; expected a number of at least 0, in flops (or Infinity)',
    ],
    [
      () => engine.compute(a, 1, { limit: 0 }),
      'computation on "pm-1": limit is 0; expected a number above 0, in flop/s (Infinity for no limit)',
    ],
    [() => engine.sleep(Number.NaN), "sleep: duration is NaN; expected a number of at least 0, in seconds"],
    [() => engine.run(-1), "run: until is -1; expected a date from 0 s on"],
  ])("case %#", (call, message) => {
    expect(refusal(call)).toBe(message)
  })
})

test("the nearest name needs the fewest edits, and nothing is near to everything", () => {
  expect(nearestName("hots", ["links", "hosts"])).toBe("hosts")
  expect(nearestName("zzz", ["links", "hosts"])).toBeUndefined()
  expect(nearestName("a", [])).toBeUndefined()
})

test("a name that is no text is refused as any other that nobody has", () => {
  for (const name of [null, undefined, 5])
    expect(unknownName("engine", "host", name as never, ["pm-1"]).message).toBe(
      `engine: host name is ${name}; expected one of the 1 known, such as "pm-1"`,
    )
})
