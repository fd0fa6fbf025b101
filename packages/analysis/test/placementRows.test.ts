import { expect, it } from "vitest"
import { placementRows, type Replay } from "../src/index.ts"

const replay: Replay = {
  hosts: ["node0", "node1"],
  vms: ["vm-0", "vm-1"],
  residencies: [
    { vm: 0, host: 0, from: 0, to: 30 },
    { vm: 0, host: 1, from: 30, to: 60 },
    { vm: 1, host: 0, from: 0, to: 60 },
    { vm: 1, host: 1, from: 60, to: 60 },
  ],
  migrations: [
    { vm: 0, from: 0, to: 1, begin: 20, end: 30, ok: true },
    { vm: 1, from: 0, to: 1, begin: 40, end: 45, ok: false },
  ],
  violations: [{ host: 0, from: 10, to: 30 }],
  power: [],
  end: 60,
  unplaced: 0,
}

it("a replay has rows by name, without what lasts no time and without migrations that failed", () => {
  expect(placementRows(replay)).toEqual({
    residencies: [
      { vm: "vm-0", host: "node0", from: 0, to: 30 },
      { vm: "vm-0", host: "node1", from: 30, to: 60 },
      { vm: "vm-1", host: "node0", from: 0, to: 60 },
    ],
    migrations: [{ vm: "vm-0", source: "node0", target: "node1", begin: 20, end: 30 }],
    violations: [{ host: "node0", from: 10, to: 30 }],
    hosts: ["node0", "node1"],
  })
})
