import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { placelab } from "./placelab.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

let folder: string
let scenario: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-explain-"))
  scenario = join(folder, "scenario.json")
  const load = { start: 0.6 }
  writeFileSync(scenario, JSON.stringify({ hosts: 24, duration: 600, seed: 2, load, scheduler: "ffd-lazy" }))
})
afterAll(() => rmSync(folder, { recursive: true }))

it("all moves are listed, a line each, and the last line counts them", () => {
  const { code, stdout } = placelab("explain", scenario)
  const lines = stdout.trimEnd().split("\n")
  expect(code).toBe(0)
  expect(lines.length).toBeGreaterThan(2)
  for (const line of lines.slice(0, -1))
    expect(line).toMatch(/^decision \d+ of node24 at \d+ s: vm-\d+ goes from node\d+ to node\d+$/)
  expect(lines.at(-1)).toMatch(new RegExp(`^${lines.length - 1} moves in \\d+ decisions; --vm NAME explains`))
})

it("a move is explained by the machines it could have gone to; beyond twenty they are counted", () => {
  const [first = ""] = placelab("explain", scenario).stdout.split("\n")
  const [, vm = "", from = "", to = ""] = /(vm-\d+) goes from (node\d+) to (node\d+)/.exec(first) ?? []
  const { code, stdout } = placelab("explain", scenario, "--vm", vm)
  expect(code).toBe(0)
  expect(stdout).toContain(`goes from ${from} to ${to}\n${from} (`)
  expect(stdout).toMatch(new RegExp(`^${to} \\(.* free\\): chosen$`, "m"))
  expect(stdout).toMatch(/^and \d+ more: (\d+ \w+(, )?)+$/m)
})

it("a VM that nobody moved is said to be so, and one that does not exist is refused", () => {
  const moved = placelab("explain", scenario).stdout
  const still = Array.from({ length: 240 }, (_, i) => `vm-${i}`).find((name) => !moved.includes(`${name} `))!
  const { code, stdout } = placelab("explain", scenario, "--vm", still)
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(`^${still} was moved by none of \\d+ decisions\n$`),
  ])
  const wrong = placelab("explain", scenario, "--vm", "vm-240")
  expect(wrong.code).toBe(1)
  expect(wrong.stderr).toMatch(
    /^placelab: cluster: VM name is "vm-240"; expected a known one: did you mean "vm-\d+"\?\n$/,
  )
})
