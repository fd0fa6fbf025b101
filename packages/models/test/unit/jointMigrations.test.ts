import { lv08Network } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  jointMigrations,
  migrationParameters,
  orThrow,
  playJointMigrations,
  predictPrecopy,
  type RawJointMigrations,
} from "../../src/index.ts"

const hosts = ["a", "b", "c"].map((name) => ({ name, cores: 4 }))
const vm = (name: string, host: string) => ({ name, host, memory: 1e9, load: 0.5, updateSpeed: 4e7 })
const raw: RawJointMigrations = {
  hosts,
  vms: [vm("x", "a"), vm("y", "b")],
  moves: [{ vm: "x", to: "c" }],
  network: { link: 1e8 },
}
const play = (more: Partial<RawJointMigrations>) =>
  playJointMigrations(orThrow(jointMigrations({ ...raw, ...more })))

describe("joint migrations on the engine", () => {
  test("one alone takes what the closed form says", () => {
    const { seconds, moves } = play({})
    // 0.5 of a core dirties 2e7 bytes/s.
    const expected = predictPrecopy(
      orThrow(migrationParameters({ memory: 1e9, bandwidth: 1e8, dirtyRate: 2e7 })),
    )
    expect(seconds).toBeCloseTo(expected.seconds, 9)
    expect(moves).toEqual([
      { begin: 0, seconds, bytes: expect.closeTo(expected.bytes, 0), rounds: 4, end: "converged" },
    ])
  })

  test("two to one host share its link, two to two hosts do not", () => {
    const idle = [vm("x", "a"), vm("y", "b")].map((each) => ({ ...each, load: 0 }))
    const to = (first: string, second: string) =>
      play({
        hosts: [...hosts, { name: "d", cores: 4 }],
        vms: idle,
        moves: [
          { vm: "x", to: first },
          { vm: "y", to: second },
        ],
      }).seconds
    expect(to("c", "c")).toBeCloseTo(20, 9)
    expect(to("c", "d")).toBeCloseTo(10, 9)
  })

  test("a move begins when those that it comes after are over, and a VM may move twice", () => {
    const moves = [
      { vm: "x", to: "c" },
      { vm: "y", to: "a", after: [0] },
      { vm: "x", to: "b", after: [0, 1] },
    ]
    const made = play({ moves }).moves
    expect(made.map(({ begin }) => begin)).toEqual([
      0,
      expect.closeTo(made[0]!.seconds, 9),
      expect.closeTo(made[0]!.seconds + made[1]!.seconds, 9),
    ])
  })

  test("a round limit ends what does not converge", () => {
    const vms = [{ ...vm("x", "a"), load: 1, updateSpeed: 2e8 }]
    expect(play({ vms, limits: { roundLimit: 3 } }).moves).toMatchObject([{ rounds: 3, end: "round limit" }])
  })

  test("a limit of each migration and the network model count", () => {
    const vms = [{ ...vm("x", "a"), load: 0 }]
    expect(play({ vms, network: { link: 1e8, limit: 5e7 } }).seconds).toBeCloseTo(20, 9)
    const joint = orThrow(jointMigrations({ ...raw, vms }))
    expect(playJointMigrations(joint, lv08Network).seconds).toBeCloseTo(10 / 0.97, 9)
  })
})

describe("what is wrong is refused, with the place and the remedy", () => {
  test.each<[string, Partial<RawJointMigrations>, string]>([
    [
      "a host twice",
      { hosts: [...hosts, hosts[0]!] },
      'joint migrations: host name is "a"; expected each name once',
    ],
    [
      "a VM twice",
      { vms: [vm("x", "a"), vm("x", "b")] },
      'joint migrations: VM name is "x"; expected each name once',
    ],
    ["cores", { hosts: [{ name: "a", cores: 0 }] }, 'host "a": cores is 0; expected a whole number above 0'],
    [
      "a load",
      { vms: [{ ...vm("x", "a"), load: 2 }] },
      'VM "x": load is 2; expected a number from 0 to 1, in cores',
    ],
    [
      "memory",
      { vms: [{ ...vm("x", "a"), memory: 0 }] },
      'VM "x": memory is 0; expected a number above 0, in bytes',
    ],
    [
      "an update speed",
      { vms: [{ ...vm("x", "a"), updateSpeed: -1 }] },
      'VM "x": updateSpeed is -1; expected a number of at least 0, in bytes/s',
    ],
    [
      "a working set above the memory",
      { vms: [{ ...vm("x", "a"), workingSet: 2e9 }] },
      'VM "x": workingSet is 2000000000; expected at most its memory, 1000000000 bytes',
    ],
    [
      "a VM that is there already",
      { moves: [{ vm: "x", to: "a" }] },
      'move 0: to is "a"; expected another host than the one that "x" is on',
    ],
    [
      "a VM that an earlier move has brought there",
      {
        moves: [
          { vm: "x", to: "c" },
          { vm: "x", to: "c", after: [0] },
        ],
      },
      'move 1: to is "c"; expected another host than the one that "x" is on',
    ],
    [
      "a move after a later one",
      { moves: [{ vm: "x", to: "b", after: [0] }] },
      "move 0: after is 0; expected positions of earlier moves",
    ],
    [
      "a second move at once",
      {
        moves: [
          { vm: "x", to: "b" },
          { vm: "x", to: "c" },
        ],
      },
      'move 1: after is []; expected move 0 among them, which moves "x", too',
    ],
    [
      "a link",
      { network: { link: 0 } },
      "joint migrations: network.link is 0; expected a number above 0, in bytes/s",
    ],
    [
      "a round limit",
      { limits: { roundLimit: 0 } },
      "joint migrations: roundLimit is 0; expected a whole number above 0",
    ],
    [
      "a VM on no host",
      { vms: [vm("x", "d")] },
      'VM "x": host name is "d"; expected one of the 3 known, such as "a"',
    ],
    [
      "a move of no VM",
      { moves: [{ vm: "z", to: "b" }] },
      'move 0: VM name is "z"; expected one of the 2 known, such as "x"',
    ],
    [
      "a move to no host",
      { moves: [{ vm: "x", to: "d" }] },
      'move 0: host name is "d"; expected one of the 3 known, such as "a"',
    ],
  ])("%s", (_, more, message) => {
    expect(jointMigrations({ ...raw, ...more })).toMatchObject({ _tag: "Left", left: { message } })
  })
})
