import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { RawScenario } from "@placelab/schedulers"
import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { environment } from "./placelab.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

/*
 * Threads run what was built, as a user's do: so these tests are programs of their own, outside of the test runner.
 */

const scenarios: readonly RawScenario[] = ["entropy", "snooze", "dvms", "ffd-optimistic"].map(
  (scheduler) => ({
    hosts: 40,
    duration: 600,
    seed: 4,
    load: { start: 0.6 },
    failures: { meanTimeToFailure: 4000, downtime: 60 },
    scheduler: scheduler === "snooze" ? { name: scheduler, lcsPerGm: 10 } : scheduler,
  }),
)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-threads-"))
  const entry = (path: string) => JSON.stringify(new URL(`../../${path}`, import.meta.url).href)
  writeFileSync(
    join(folder, "trace.mjs"),
    `import { createHash } from "node:crypto"
     import { playScenario } from ${entry("cli/dist/index.js")}
     import { writeJsonLines } from ${entry("core/dist/index.js")}
     export const traceOf = (raw) => {
       const text = [...writeJsonLines(playScenario(raw).run.trace.records)].join("")
       return text.split("\\n").length + " lines, " + createHash("sha256").update(text).digest("hex")
     }`,
  )
  writeFileSync(
    join(folder, "main.mjs"),
    `import { playScenarios } from ${entry("cli/dist/index.js")}
     import { mapInWorkers } from ${entry("core/dist/node/index.js")}
     const { what, list, workers } = JSON.parse(process.argv[2])
     const module = import.meta.resolve("./trace.mjs")
     const results = what === "traces"
       ? mapInWorkers({ module, name: "traceOf" }, list, { workers })
       : playScenarios(list, { workers })
     console.log(JSON.stringify(await results.catch((error) => error.message)))`,
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

function play(what: "traces" | "metrics", list: readonly RawScenario[], workers: number) {
  const args = [join(folder, "main.mjs"), JSON.stringify({ what, list, workers })]
  const { stdout, stderr } = spawnSync(process.execPath, args, { env: environment, encoding: "utf8" })
  expect(stderr).toBe("")
  return JSON.parse(stdout)
}

it("a scenario has the same trace, to the byte, on one thread or two, alone or after others", () => {
  const alone: string[] = play("traces", scenarios, 1)
  for (const trace of alone) expect(Number.parseInt(trace, 10)).toBeGreaterThan(500)
  expect(new Set(alone).size).toBe(alone.length)
  expect(play("traces", scenarios, 2)).toEqual(alone)
  expect(play("traces", [...scenarios].reverse(), 2).reverse()).toEqual(alone)
})

it("metrics come in the order of the scenarios, on however many threads", () => {
  const one = play("metrics", scenarios, 1)
  expect(one.length).toBe(scenarios.length)
  expect(play("metrics", scenarios, 2)).toEqual(one)
})

it("what is wrong with a scenario is told in its words", () => {
  expect(play("metrics", [{ hosts: 0 }], 1)).toBe("scenario: hosts is 0; expected a whole number above 0")
})
