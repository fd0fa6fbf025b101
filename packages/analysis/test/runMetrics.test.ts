import type { Trace, Track } from "@placelab/core"
import { expect, it } from "vitest"
import { flatMetrics, measureRun, runMeasuresMonoid, runMetrics } from "../src/index.ts"
import { type Moment, noticed, pm, pop, push, traceOf } from "./support/traces.ts"

const energy = (date: number, machine: string, joules: number): Moment => [
  date,
  (trace: Trace) => trace.variable(machine, "ENERGY").record(joules),
]

const isp = (date: number, node: string, record: (track: Track) => void): Moment => [
  date,
  (trace: Trace) => record(trace.track(node, "ISP")),
]

/** Node 9 computes for 2 s, and the plan moves vm-0 from node0 to node1 in 10 s; later it finds nothing to do, and then no solution. */
const trace = traceOf(
  [
    pm(5, "node0", "violation"),
    noticed(10, "node0"),
    push(10, "node9", "compute"),
    pop(12, "node9", { state: "SUCCESS", duration: 2, psize: 2, migration_count: 1, plan: 1 }),
    push(12, "node9", "reconfigure", { plan: 1, planned: 8, count: 1 }),
    push(12, "node0", "reconfigure", { plan: 1 }),
    push(12, "vm-0", "migrate"),
    push(12, "vm-1", "migrate"),
    pop(15, "vm-1", { state: -1 }),
    pop(22, "vm-0", { state: 0 }),
    pop(22, "node0"),
    pop(22, "node9"),
    pm(22, "node1", "violation-out"),
    pm(22, "node0", "normal", "migration"),
    pm(30, "node1", "normal", "load"),
    push(40, "node9", "compute"),
    pop(41, "node9", { state: "NO_RECONFIGURATION_NEEDED", duration: 1, psize: 2 }),
    push(50, "node9", "compute"),
    pop(53, "node9", { state: "RECONFIGURATION_FAILED", duration: 3, psize: 2 }),
    pm(60, "node0", "violation"),
    noticed(61, "node0"),
    pm(63, "node0", "normal", "load"),
    isp(5, "node0", (track) => track.set("procedure", { id: 1 })),
    isp(22, "node0", (track) => track.pop({ end: "solved", partition: 2 })),
    isp(60, "node1", (track) => track.set("procedure", { id: 2 })),
    isp(63, "node1", (track) => track.pop({ end: "nothing to do", partition: 1 })),
    energy(100, "node0", 12_000),
    energy(100, "node1", 13_000),
  ],
  100,
)

const flat = {
  violation_s: 17 + 8 + 3,
  violations: 3,
  violation_out_s: 8,
  violations_out: 1,
  detected: 2,
  hidden: 1,
  false_positives: 1,
  violation_mean_s: 28 / 3,
  // of 17, 8 and 3 s
  violation_sd_s: expect.closeTo(Math.sqrt(302 / 9), 12),
  migrations: 2,
  migrations_failed: 1,
  migration_mean_s: 10,
  migration_sd_s: 0,
  computations: 3,
  computation_mean_s: 2,
  computation_sd_s: Math.sqrt(2 / 3),
  computation_true_mean_s: 2,
  computation_true_sd_s: Math.sqrt(2 / 3),
  computations_nothing: 1,
  computations_success: 1,
  computations_failed: 1,
  success_size_mean: 2,
  plans: 1,
  reconfiguration_mean_s: 10,
  reconfiguration_sd_s: 0,
  plan_mean_s: 10,
  plan_sd_s: 0,
  plan_slip_mean: 1.25,
  iteration_mean_s: 12,
  procedures: 2,
  procedure_mean_s: 17,
  procedure_size_mean: 2,
  energy_j: 25_000,
  slatah: null,
  pdm: null,
  slav: null,
  utilisation: null,
  utilisation_requested: null,
  fairness_served: null,
  // of 20 and 8 s
  fairness_violations: expect.closeTo(28 ** 2 / (2 * 464), 14),
  availability: null,
  vm_lost_s: null,
  load_events: 321,
}

it("the metrics of a run are one flat object", () => {
  expect(runMetrics(trace, { definition: "corrected", until: 100, loadEvents: 321 })).toEqual(flat)
})

it("under the definition of VMPlaceS the violation time is without violation-out, and false positives are not known", () => {
  expect(runMetrics(trace, { definition: "vmplaces", until: 100 })).toEqual({
    ...flat,
    violation_s: 17 + 3,
    violations: 2,
    false_positives: null,
    violation_mean_s: 10,
    violation_sd_s: 7,
    // both migrations: 10 and 3 s
    migration_mean_s: 6.5,
    migration_sd_s: 3.5,
    // of 20 and 0 s
    fairness_violations: 0.5,
    load_events: null,
  })
})

it("metrics without a sample are null, and nothing is NaN", () => {
  for (const definition of ["vmplaces", "corrected"] as const) {
    const metrics = runMetrics(traceOf([], 100), { definition, until: 100 })
    const nulls = Object.entries(metrics).flatMap(([name, value]) => (value === null ? [name] : []))
    expect(nulls).toEqual([
      ...(definition === "vmplaces" ? ["false_positives"] : []),
      ...Object.keys(flat).filter(
        (name) => /mean|_sd_s|energy_j|load_events|fairness/.test(name) || Reflect.get(flat, name) === null,
      ),
    ])
    expect(Object.values(metrics).filter((value) => value !== null && value !== 0)).toEqual([])
  }
})

it("the metrics of two runs together have the sums and the common means", () => {
  const measured = measureRun(trace, { definition: "corrected", until: 100, loadEvents: 321 })
  const other = measureRun(traceOf([pm(0, "node0", "violation"), pm(24, "node0", "normal", "load")], 100), {
    definition: "corrected",
    until: 100,
    loadEvents: 1,
  })
  expect(flatMetrics(runMeasuresMonoid("corrected").concat(measured, other))).toEqual({
    ...flat,
    violation_s: 28 + 24,
    violations: 4,
    hidden: 2,
    violation_mean_s: 13,
    // of 17, 8, 3 and 24 s
    violation_sd_s: expect.closeTo(Math.sqrt(262 / 4), 12),
    // of 20, 8 and 24 s
    fairness_violations: expect.closeTo(52 ** 2 / (3 * (464 + 24 ** 2)), 14),
    load_events: 322,
  })
})

it("load events of two runs are not known when those of one are not", () => {
  const options = { definition: "corrected", until: 100 } as const
  const known = measureRun(trace, { ...options, loadEvents: 3 })
  const unknown = measureRun(trace, options)
  const { concat } = runMeasuresMonoid("corrected")
  expect(concat(known, unknown).loadEvents).toBeNull()
  expect(concat(unknown, known).loadEvents).toBeNull()
})

it("runs that were measured by different definitions do not merge", () => {
  const one = measureRun(trace, { definition: "corrected", until: 100 })
  const two = measureRun(trace, { definition: "vmplaces", until: 100 })
  expect(() => runMeasuresMonoid("corrected").concat(one, two)).toThrow(
    "runMeasuresMonoid: definition is vmplaces, expected corrected",
  )
  expect(() => runMeasuresMonoid("vmplaces").concat(one, two)).toThrow(
    "runMeasuresMonoid: definition is corrected, expected vmplaces",
  )
})
