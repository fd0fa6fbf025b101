import { orThrow } from "@placelab/models"
import * as E from "fp-ts/lib/Either.js"
import { describe, expect, test } from "vitest"
import {
  among,
  ban,
  type Constraint,
  type ConstraintStatement,
  capacity,
  constraintOf,
  constraintTypes,
  entropyProblem,
  fence,
  gather,
  knownFacts,
  lonely,
  maxOnline,
  offline,
  online,
  quarantine,
  root,
  Situation,
  type Stay,
  situationAtEnd,
  split,
  spread,
} from "../../src/index.ts"

const hosts = ["a", "b", "c", "d"].map((name) => ({ name, cpu: 4, memory: 8 }))
/** x and y ran on a, z on b; w did not run. */
const vms = [
  { name: "x", host: "a", cpu: 1, memory: 2 },
  { name: "y", host: "a", cpu: 1.5, memory: 2 },
  { name: "z", host: "b", cpu: 1, memory: 2 },
  { name: "w", cpu: 1, memory: 4, state: "waiting" as const },
]
const facts = knownFacts({ hosts, vms })

/** "x:a z:b": who is where at the end, and the hosts that are on. */
function atEnd(text: string, on?: readonly string[]): Situation {
  return situationAtEnd({ hosts, vms }, new Map(staysOf(text)), on)
}
/** The same with VMs on their way ("x:b") to further hosts, and hosts that have just been switched on. */
function meanwhile(text: string, coming: string, boots: readonly string[] = []): Situation {
  const comes = staysOf(coming)
  const on = [...hosts.map(({ name }) => name)]
  return new Situation(facts, [...staysOf(text), ...comes], on, { comes, boots })
}
const staysOf = (text: string): Stay[] =>
  text.split(" ").flatMap((each): Stay[] => {
    const [vm = "", host = ""] = each.split(":")
    return vm === "" ? [] : [[vm, host]]
  })
const messages = (rule: { faults: Constraint["faults"] }, situation: Situation) =>
  rule.faults(situation).map(({ message }) => message)

describe("at the end", () => {
  test.each<[string, { faults: Constraint["faults"] }, Situation, readonly string[]]>([
    ["spread", spread(["x", "y"]), atEnd("x:a y:b z:b"), []],
    [
      "spread",
      spread(["x", "y", "z"]),
      atEnd("x:a y:a z:a"),
      ['spread: VMs "x", "y" and "z" run on host "a"'],
    ],
    ["gather", gather(["x", "y"]), atEnd("x:c y:c z:b"), []],
    ["gather", gather(["x", "y", "w"]), atEnd("x:c y:c z:b"), []],
    ["gather", gather(["x", "z"]), atEnd("x:a z:b"), ['gather: VMs "x" and "z" are on hosts "a" and "b"']],
    ["fence", fence(["x", "w"], ["a", "b"]), atEnd("x:b z:c"), []],
    ["fence", fence(["x"], ["a", "b"]), atEnd("x:c"), ['fence: VM "x" runs on host "c", outside']],
    ["ban", ban(["x"], ["b", "c"]), atEnd("x:a z:b"), []],
    ["ban", ban(["x", "z"], ["b", "c"]), atEnd("x:a z:b"), ['ban: VM "z" runs on host "b"']],
    ["among", among(["x", "y"], [["a", "b"], ["c"]]), atEnd("x:a y:b z:d"), []],
    ["among", among(["x", "y"], [["a", "b"], ["c"]]), atEnd("z:d"), []],
    [
      "among",
      among(["x", "y"], [["a", "b"], ["c"]]),
      atEnd("x:a y:c"),
      ['among: VMs "x" and "y" are on "a" and "c", in no single group'],
    ],
    [
      "among",
      among(["x"], [["a", "b"], ["c"]]),
      atEnd("x:d"),
      ['among: VMs "x" are on "d", in no single group'],
    ],
    ["lonely", lonely(["x", "y"]), atEnd("x:a y:a z:b"), []],
    ["lonely", lonely(["x", "y"]), atEnd("x:a y:a z:a"), ['lonely: VMs "x" and "y" share host "a" with "z"']],
    ["split", split([["x", "y"], ["z"]]), atEnd("x:a y:a z:b w:a"), []],
    [
      "split",
      split([["x", "y"], ["z"]]),
      atEnd("x:a y:b z:b"),
      ['split: VMs "y" and "z" of different groups are on host "b"'],
    ],
    ["root", root(["x", "w"]), atEnd("x:a w:c"), []],
    ["root", root(["x"]), atEnd("x:b"), ['root: VM "x" is on host "b", and was on "a"']],
    ["quarantine", quarantine(["a"]), atEnd("x:a z:c w:b"), []],
    [
      "quarantine",
      quarantine(["a"]),
      atEnd("x:b w:a"),
      ['quarantine: VM "w" has come to host "a"', 'quarantine: VM "x" has gone from host "a"'],
    ],
    ["capacity", capacity(["a", "b"], "vms", 3), atEnd("x:a y:a z:b w:c"), []],
    [
      "capacity",
      capacity(["a", "b"], "vms", 2),
      atEnd("x:a y:a z:b"),
      ["capacity: on 2 hosts VMs need 3 places, more than 2"],
    ],
    ["capacity", capacity(["a"], "cpu", 2.5), atEnd("x:a y:a z:b"), []],
    [
      "capacity",
      capacity(["a"], "cpu", 2.4),
      atEnd("x:a y:a"),
      ["capacity: on 1 host VMs need 2.5 cores, more than 2.4"],
    ],
    [
      "capacity",
      capacity(["a", "a"], "memory", 3),
      atEnd("x:a y:a"),
      ["capacity: on 1 host VMs need 4 bytes, more than 3"],
    ],
    ["max online", maxOnline(["a", "b", "c"], 2), atEnd("x:a", ["a", "b", "d"]), []],
    [
      "max online",
      maxOnline(["a", "b", "c"], 2),
      atEnd("x:a", ["a", "b", "c"]),
      ["max online: 3 hosts are on, more than 2"],
    ],
    ["online", online(["a"]), atEnd("", ["a"]), []],
    ["online", online(["a", "b"]), atEnd("", ["a"]), ['online: off are "b"']],
    ["offline", offline(["b"]), atEnd("x:a", ["a"]), []],
    ["offline", offline(["a", "b"]), atEnd("x:a", ["a"]), ['offline: on are "a"']],
  ])("%s tells what is wrong, case %#", (_name, rule, situation, expected) => {
    expect(messages(rule, situation)).toEqual(expected)
  })

  test("a fault names the VMs that could mend it by moving", () => {
    const mending = (rule: Constraint, situation: Situation) => rule.faults(situation)[0]!.vms
    expect(mending(lonely(["x"]), atEnd("x:a z:a"))).toEqual(["x", "z"])
    expect(mending(gather(["x", "z", "w"]), atEnd("x:a z:b"))).toEqual(["x", "z"])
    expect(mending(capacity(["a", "b"], "vms", 1), atEnd("x:a y:c z:b"))).toEqual(["x", "z"])
    expect(mending(maxOnline(["a", "b"], 1), atEnd("x:a y:c z:b"))).toEqual(["x", "z"])
    expect(mending(offline(["a"]), atEnd("x:a y:a"))).toEqual(["x", "y"])
  })
})

describe("meanwhile, a VM that migrates is on both hosts", () => {
  test.each<[string, { faults: Constraint["faults"] }, Situation, number]>([
    [
      "spread forbids to come where another one is",
      spread(["x", "z"], "continuous"),
      meanwhile("x:a z:b", "x:b"),
      1,
    ],
    [
      "spread lets two part that share a host",
      spread(["x", "y"], "continuous"),
      meanwhile("x:a y:a", "x:b"),
      0,
    ],
    ["gather forbids to move", gather(["x", "y"], "continuous"), meanwhile("x:a y:a", "x:b y:b"), 1],
    ["gather lets others come", gather(["x", "w"], "continuous"), meanwhile("x:a", "w:a"), 0],
    ["fence forbids to come in from outside", fence(["x"], ["b"], "continuous"), meanwhile("x:a", "x:b"), 1],
    ["ban forbids to go away from there", ban(["x"], ["a"], "continuous"), meanwhile("x:a", "x:b"), 1],
    [
      "among lets VMs move in their group",
      among(["x"], [["a", "b"], ["c"]], "continuous"),
      meanwhile("x:a", "x:b"),
      0,
    ],
    [
      "among forbids to change it",
      among(["x"], [["a", "b"], ["c"]], "continuous"),
      meanwhile("x:a", "x:c"),
      1,
    ],
    ["lonely counts who has not left yet", lonely(["z"], "continuous"), meanwhile("x:a z:b", "x:c z:a"), 1],
    [
      "split counts who has not left yet",
      split([["x"], ["z"]], "continuous"),
      meanwhile("x:a z:b", "x:c z:a"),
      1,
    ],
    ["root forbids to go and come back", root(["x"]), meanwhile("x:a", "x:b"), 1],
    ["quarantine forbids to come", quarantine(["b"]), meanwhile("x:a z:b", "x:b"), 1],
    ["quarantine forbids to go", quarantine(["b"]), meanwhile("x:a z:b", "z:a"), 1],
    [
      "capacity counts a VM between two of the hosts once",
      capacity(["a", "b"], "vms", 1, "continuous"),
      meanwhile("x:a", "x:b"),
      0,
    ],
    [
      "capacity counts its memory on both",
      capacity(["a", "b"], "memory", 3, "continuous"),
      meanwhile("x:a", "x:b"),
      1,
    ],
    [
      "max online looks at hosts that are switched on",
      maxOnline(["a", "b"], 1, "continuous"),
      meanwhile("x:a", "x:b", ["b"]),
      1,
    ],
    [
      "max online accepts too many of today",
      maxOnline(["a", "b"], 1, "continuous"),
      meanwhile("x:a", "x:b"),
      0,
    ],
  ])("%s", (_name, rule, situation, faults) => {
    expect(rule.faults(situation)).toHaveLength(faults)
  })
})

describe("a problem is refused", () => {
  const refusal = (statement: ConstraintStatement) => {
    const problem = entropyProblem({ hosts, vms, constraints: [constraintOf(statement)] })
    return E.isLeft(problem) ? problem.left.message : "accepted"
  }

  test.each<[ConstraintStatement, string]>([
    [
      { type: "fence", vms: ["x"], hosts: ["aa"] },
      'placement constraint: host name is "aa"; expected one of the 4 known, such as "a"',
    ],
    [
      { type: "among", vms: ["x"], groups: [["a", "b"], ["b"]] },
      'among: host is "b"; expected each host in one group at most',
    ],
    [{ type: "split", groups: [["x"], ["x"]] }, 'split: VM is "x"; expected each VM in one group at most'],
    [
      { type: "capacity", hosts: ["a"], of: "vms", amount: -1 },
      "capacity: amount is -1; expected a number of at least 0",
    ],
    [
      { type: "capacity", hosts: ["a"], of: "cpus" as "cpu", amount: 1 },
      'capacity: bounded name is "cpus"; expected a known one: did you mean "cpu"?',
    ],
    [
      { type: "capacity", hosts: ["a"], of: "cpu", amount: Infinity },
      "capacity: amount is Infinity; expected a number of at least 0",
    ],
    [
      { type: "maxOnline", hosts: ["a"], count: 1.5 },
      "max online: count is 1.5; expected a whole number of at least 0",
    ],
    [
      { type: "preserve", vms: ["x"], of: "cpu", amount: Number.NaN },
      "preserve: amount is NaN; expected a number of at least 0",
    ],
    [
      { type: "preserve", vms: ["x"], of: "vms" as "cpu", amount: 1 },
      'preserve: resource name is "vms"; expected one of the 2 known, such as "cpu"',
    ],
  ])("for a constraint that makes no sense, case %#", (statement, expected) => {
    expect(refusal(statement)).toBe(expected)
  })

  test.each(constraintTypes)("for a machine that %s speaks of and nobody has", (type) => {
    const names = { vms: ["v"], hosts: ["h"], groups: [["n"]], of: "cpu", amount: 1, count: 1 }
    expect(refusal({ type, ...names } as unknown as ConstraintStatement)).toMatch(
      /^placement constraint: (VM|host) name is "[vhn]"/,
    )
  })

  test("for a VM on a host that is off", () => {
    const off = [{ ...hosts[0]!, power: "off" as const }, ...hosts.slice(1)]
    const problem = entropyProblem({ hosts: off, vms })
    expect(E.isLeft(problem) && problem.left.message).toBe('VM "x": host is "a"; expected one that is on')
  })

  test("and a constraint of a type that there is not", () => {
    expect(() => constraintOf({ type: "spred" } as unknown as ConstraintStatement)).toThrow(
      'constraint: type name is "spred"; expected a known one: did you mean "spread"?',
    )
    expect(orThrow(entropyProblem({ hosts, vms })).constraints).toEqual([])
  })
})
