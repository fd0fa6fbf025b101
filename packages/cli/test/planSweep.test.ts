import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { InputError } from "@placelab/core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { planSweep } from "../src/sweep/planSweep.ts"

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-plan-"))
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, document: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof document === "string" ? document : JSON.stringify(document))
  return path
}

const planned = (path: string) => planSweep(path, { placelab: "0.1.0", code: "abc" })

/** What a sweep is refused with. */
function refusal(path: string): string {
  try {
    planned(path)
  } catch (error) {
    expect(error).toBeInstanceOf(InputError)
    return (error as InputError).message
  }
  throw new Error(`${path} was not refused`)
}

const scenario = { hosts: 8, duration: 300, load: { start: 0.6 } }
const axes = { hosts: [8] }
const seeds = [1]
it.each<[unknown, string]>([
  ["{", ": text is "],
  [[], ': the document is []; expected a sweep: an object such as { scenario: "mine.json", '],
  [{ axes, seeds }, ": scenario is undefined; expected the name of a file, or a scenario: an object"],
  [{ scenario: 3, axes, seeds }, ": scenario is 3; expected the name of a file, or a scenario: an object"],
  [
    { scenario, axes },
    ": seeds is undefined; expected a list of whole numbers, or an object such as { first: 1",
  ],
  [{ scenario, axes, seeds: [1.5] }, ": seeds[0] is 1.5; expected a whole number"],
  [
    { scenario, axes, seeds: { first: 1 } },
    ": seeds.count is undefined; expected a whole number of at least 1",
  ],
  [
    { scenario, axes, seeds: { first: Number.MAX_SAFE_INTEGER, count: 2 } },
    ": seed is 9007199254740992; expected a whole number from -9007199254740991 to 9007199254740991",
  ],
  [{ scenario, axes, seeds: [] }, ": list of seeds is []; expected at least one"],
  [{ scenario, axes, seeds: [3, 3] }, ": seed is 3; expected each only once"],
  [
    { scenario, seeds },
    ": axes is undefined; expected an object of lists of values, such as { hosts: [64, 128] }",
  ],
  [{ scenario, axes: { hosts: 8 }, seeds }, ": axes.hosts is 8; expected a list of values"],
  [{ scenario, axes, seeds, sceduler: 1 }, ': field name is "sceduler"; expected '],
  [{ scenario, axes: { hosts: [] }, seeds }, ': axis "hosts": list of values is []; expected at least one'],
  [{ scenario, axes: { hosts: [8, 8] }, seeds }, ': axis "hosts": value is 8; expected each only once'],
  [{ scenario, axes: { seed: [8] }, seeds }, ': axis "seed": field is "seed"; expected another one'],
  [
    { scenario, axes: { "load.mean": [0.5], load: [{}] }, seeds },
    ': axis "load": field is "load"; expected it before "load.mean", which it would replace',
  ],
  // Points.
  [
    { scenario, axes: { hots: [8] }, seeds },
    ', hots=8, seed 1: field name is "hots"; expected a known one: did you mean "hosts"?',
  ],
  [
    { scenario, axes: { hosts: [8, 0], "load.mean": [0.5] }, seeds },
    ", hosts=0, load.mean=0.5, seed 1: hosts is 0; expected a whole number of at least 1",
  ],
  [
    { scenario, axes: { scheduler: ["dvms", "snoze"] }, seeds },
    ', scheduler=snoze, seed 1: scheduler name is "snoze"; expected a known one: did you mean "snooze"?',
  ],
  [
    { scenario, axes: { "scheduler.name": ["dvms"], "scheduler.lcsPerGm": [4] }, seeds },
    ', scheduler.name=dvms, scheduler.lcsPerGm=4, seed 1: scheduler "dvms": parameter name is "lcsPerGm"; expected ',
  ],
  [
    { scenario, axes: { scheduler: ["entropy"], "scheduler.decisionTime.model": ["measured"] }, seeds },
    ', scheduler=entropy, scheduler.decisionTime.model=measured, seed 1: scheduler.decisionTime.model is "measured"; expected another one',
  ],
  [
    { scenario, axes: { size: [{ label: "two\nlines", set: { hosts: 0 } }] }, seeds },
    ', size="two\\nlines", seed 1: hosts is 0; expected a whole number of at least 1',
  ],
  [{ scenario, axes: { "vm.classes.0": [1] }, seeds }, ", vm.classes.0=1, seed 1: vm.classes is "],
  // Scenarios.
  [
    { scenario: { hots: 3 }, axes, seeds },
    ': scenario: field name is "hots"; expected a known one: did you mean "hosts"?',
  ],
])("%j is refused in one line", (document, message) => {
  const path = file("wrong.json", document)
  const refused = refusal(path)
  expect(refused).toContain(`${path}${message}`)
  expect(refused.split("\n").length).toBe(1)
})

it("a scenario that is named is told by its own name, beside the sweep", () => {
  const wrong = (scenario: string) => refusal(file("names.json", { scenario, axes, seeds }))
  expect(wrong("nowhere.json")).toBe(
    `${join(folder, "nowhere.json")}: file is "missing"; expected a scenario: a JSON file that can be read`,
  )
  const path = file("hots.json", { hots: 3 })
  expect(wrong("hots.json")).toContain(`${path}: field name is "hots"; expected a known one`)
  expect(refusal("nowhere.json")).toBe(
    'nowhere.json: file is "missing"; expected a sweep: a JSON file that can be read',
  )
})

it("a scenario may be named by a whole path", () => {
  const named = file("base.json", scenario)
  const [run] = planned(file("whole-path.json", { scenario: named, axes, seeds })).runs
  expect(run!.scenario).toMatchObject({ hosts: 8, duration: 300 })
})
