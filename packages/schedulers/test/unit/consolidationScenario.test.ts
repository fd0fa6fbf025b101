import { orThrow } from "@placelab/models"
import { expect, it } from "vitest"
import {
  consolidationScenario,
  type RawConsolidationScenario,
} from "../../src/consolidation/scenario/consolidationScenario.ts"
import { detectorNames, selectionNames } from "../../src/consolidation/scenario/policies.ts"
import { simulateConsolidationScenario } from "../../src/consolidation/scenario/simulateConsolidationScenario.ts"
import { decodeAnyScenario } from "../../src/scenario/json/decodeScenario.ts"

const fault = (raw: object) => {
  const result = consolidationScenario(raw as RawConsolidationScenario)
  return result._tag === "Left" ? result.left.message : "nothing"
}
const complete = (raw: RawConsolidationScenario) => orThrow(consolidationScenario(raw))

it("what is not said is as in the experiment, and a detector has the parameter of its paper", () => {
  expect(complete({ profile: "cloudsim" })).toEqual({
    profile: "cloudsim",
    seed: 1,
    hosts: 800,
    load: { trace: "synthetic:planetlab", order: "case-insensitive" },
    scheduler: { name: "consolidation", detector: "thr", parameter: 0.8, selection: "mmt" },
  })
  const of = (detector: string) =>
    complete({ profile: "cloudsim", scheduler: { detector: detector as "thr" } }).scheduler
  expect(detectorNames.map((name) => of(name))).toMatchObject(
    [0.8, 2.5, 1.5, 1.2, 1.2].map((parameter) => ({ parameter, selection: "mmt" })),
  )
})

it("a complete scenario is a scenario again, in JSON too", () => {
  for (const scheduler of ["consolidation", "dvfs", "non-power-aware"]) {
    const once = complete({ profile: "consolidation", hosts: 8, vms: 9, seed: 3, scheduler })
    expect(complete(once)).toEqual(once)
    expect(
      complete(decodeAnyScenario(JSON.parse(JSON.stringify(once)), "again.json") as typeof once),
    ).toEqual(once)
  }
})

it.each([
  [
    { profile: "cloudsm" },
    'scenario: profile name is "cloudsm"; expected a known one: did you mean "cloudsim"?',
  ],
  [{ hosts: 0 }, "scenario: hosts is 0; expected"],
  [{ vms: 1.5 }, "scenario: vms is 1.5; expected"],
  [{ seed: 0.5 }, "scenario: seed is 0.5; expected"],
  [{ scheduler: "dvms" }, 'scenario: scheduler name is "dvms"; expected a known one: did you mean "dvfs"?'],
  [
    { scheduler: { name: "consolidation", detector: "mat" } },
    'scheduler "consolidation": detector name is "mat"; expected a known one: did you mean "mad"?',
  ],
  [
    { scheduler: { name: "consolidation", selection: "mm" } },
    'scheduler "consolidation": selection name is "mm"; expected a known one: did you mean "mmt"?',
  ],
  [
    { scheduler: { name: "consolidation", detectr: "mad" } },
    'scheduler "consolidation": parameter name is "detectr"; expected a known one: did you mean "detector"?',
  ],
  [
    { scheduler: { name: "consolidation", parameter: 1.1 } },
    'scheduler "consolidation": parameter is 1.1; expected',
  ],
  [{ scheduler: { name: "dvfs", detector: "thr" } }, 'scheduler "dvfs": detector is "thr"; expected nothing'],
  [
    { load: { trace: "synthetic:planetlab", digest: "ab" } },
    'load.digest is "ab"; expected nothing beside a look-alike',
  ],
  [{ load: { trace: "" } }, 'scenario: load.trace is ""; expected'],
  [
    { load: { trace: "x", mean: 0.5 } },
    "scenario: load.mean is 0.5; expected nothing of a law beside load.trace",
  ],
  [{ load: { trace: "x", order: "disk" } }, 'scenario: load.order name is "disk"; expected'],
])("%j is refused", (raw, message) => {
  expect(fault({ profile: "cloudsim", ...raw })).toContain(message)
})

it("a document says its form by its profile; one that nobody knows is answered with the nearest", () => {
  expect(decodeAnyScenario({ profile: "cloudsim", vms: 3 }, "mine.json")).toEqual({
    profile: "cloudsim",
    vms: 3,
  })
  expect(() => decodeAnyScenario({ profile: "cloudsm" }, "mine.json")).toThrow(
    'mine.json: profile name is "cloudsm"; expected a known one: did you mean "cloudsim"?',
  )
  expect(() => decodeAnyScenario({ profile: "cloudsim", duration: 3 }, "mine.json")).toThrow(
    'mine.json: field name is "duration"; expected a known one',
  )
})

it("what is real on the engine has defaults there, and no place in the arithmetic of CloudSim", () => {
  expect(complete({ profile: "consolidation" }).engine).toEqual({
    updateIntensity: 0.45,
    memory: "held",
    bootSeconds: 0,
    shutdownSeconds: 0,
  })
  expect(fault({ profile: "cloudsim", engine: { memory: "held" } })).toContain("engine is")
  for (const [engine, message] of [
    [{ updateIntensity: -1 }, "engine.updateIntensity is -1"],
    [{ memory: "hold" }, 'engine.memory name is "hold"; expected a known one: did you mean "held"?'],
    [{ bootSeconds: Number.NaN }, "engine.bootSeconds is NaN"],
  ] as const)
    expect(fault({ profile: "consolidation", engine })).toContain(message)
})

it("VMs hold memory on the engine, or do not, as the scenario says", () => {
  const on = (memory: "held" | "ignored") =>
    simulateConsolidationScenario(
      complete({ profile: "consolidation", hosts: 60, vms: 60, engine: { memory } }),
    ).metrics
  // Without memory in the way VMs are packed more tightly.
  expect(on("ignored").energy_kwh).toBeLessThan(0.7 * on("held").energy_kwh)
})

const small = { profile: "cloudsim", hosts: 12, vms: 20 } as const

it.each(detectorNames)(
  "every selection plays with %s, and the same scenario gives the same figures",
  (detector) => {
    for (const selection of selectionNames) {
      const play = () =>
        simulateConsolidationScenario(
          complete({ ...small, scheduler: { name: "consolidation", detector, selection } }),
        )
      const { metrics, workload } = play()
      expect(play().metrics).toEqual(metrics)
      expect(workload.isSynthetic).toBe(true)
      expect(metrics.energy_kwh).toBeGreaterThan(0)
    }
  },
)

it("a trace that nobody has read is refused, and so are more VMs than it has", () => {
  const play = (load: { trace: string }, vms: number) => () =>
    simulateConsolidationScenario(complete({ profile: "cloudsim", vms, load }))
  expect(play({ trace: "planetlab/20110303" }, 3)).toThrow(
    'load.trace is "planetlab/20110303"; expected its workload',
  )
  expect(play({ trace: "synthetic:planetlap" }, 3)).toThrow('did you mean "synthetic:planetlab"?')
})
