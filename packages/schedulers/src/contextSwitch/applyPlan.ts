/*
 * Carries a plan out: every step is a process that waits for those before it (planSteps.ts).
 *
 * Guarantee   If hosts held no more memory than they have, and were on, when the plan was made, they never do while it is carried
 *             out; whatever fails, and however long actions take: who comes after something that failed is given up. The same holds
 *             for CPU by the demands that the plan was made for: a host never has more than it has, or had when the plan was
 *             made. What VMs ask for meanwhile may be more, as nobody asks them before the next decision.
 * Failures    Values: one for each step. Nothing is tried twice, and nothing undone: the next decision sees what has become.
 */
import { all, type Process, type Seconds, type Steps, type Trace, unknownName } from "@placelab/core"
import type { Vm } from "@placelab/models"
import type { ReconfigurationPlan } from "../centralized/entropy/plan.ts"
import { type ActionOrder, type PlanStep, planSteps } from "./planSteps.ts"
import { type ActionEnd, playAction, playSwitch } from "./playAction.ts"
import type { SwitchSite } from "./switchSite.ts"

/** What has become of a step. */
export interface StepRecord {
  readonly does: PlanStep["does"]
  readonly start: Seconds
  readonly end: Seconds
  /** `given up`: never begun, as something that it needs has failed or was given up. */
  readonly outcome: ActionEnd | "given up"
}

/** What has become of a plan. */
export interface SwitchOutcome {
  /** In the order of {@link planSteps}. */
  readonly steps: readonly StepRecord[]
  readonly done: number
  /** Begun, or refused at its turn. */
  readonly failed: number
  readonly givenUp: number
  readonly seconds: Seconds
}

/** How to carry a plan out. */
export interface ApplyOptions {
  /** Default "dependencies". */
  readonly order?: ActionOrder
  /** Its number in the trace. Default 0. */
  readonly number?: number
}

/**
 * Carries a plan out, and ends with its last step; see the head of this file. `vms` has all VMs of the plan. Steps go on when the process
 * is killed that waits for them here. In the trace the track SERVICE of a VM has each of its actions, with `end`. Errors: InputError for a
 * VM or a machine of the plan that is not there, before anything has begun.
 */
export function* applyPlan(
  site: SwitchSite,
  vms: ReadonlyMap<string, Vm>,
  plan: ReconfigurationPlan,
  { order = "dependencies", number = 0 }: ApplyOptions = {},
): Steps<SwitchOutcome> {
  const { engine, trace } = site
  const begin = engine.now
  for (const does of [...plan.actions, ...(plan.switches ?? [])]) requireKnown(site, vms, does)
  const running: Process<StepRecord>[] = []
  function* play({ does, needs, after }: PlanStep): Steps<StepRecord> {
    for (const position of after) yield* running[position]!
    const start = engine.now
    const isReady = needs.every((position) => running[position]!.result.outcome === "done")
    let outcome: StepRecord["outcome"] = "given up"
    if (isReady) {
      outcome =
        "vm" in does
          ? yield* traced(trace, number, does, playAction(site, does, vms.get(does.vm)!))
          : yield* playSwitch(site, does)
    }
    return { does, start, end: engine.now, outcome }
  }
  for (const step of planSteps(plan, order)) {
    const { does } = step
    const name = `${does.kind} ${"vm" in does ? does.vm : does.host}`
    running.push(engine.spawn(name, () => play(step), { daemon: true }))
  }
  const steps = yield* all(running)
  const done = steps.filter(({ outcome }) => outcome === "done").length
  const givenUp = steps.filter(({ outcome }) => outcome === "given up").length
  return { steps, done, failed: steps.length - done - givenUp, givenUp, seconds: engine.now - begin }
}

function requireKnown({ places }: SwitchSite, vms: ReadonlyMap<string, Vm>, does: PlanStep["does"]): void {
  if ("vm" in does && !vms.has(does.vm)) throw unknownName("plan", "VM", does.vm, vms.keys())
  const { from, to, host }: { readonly from?: string; readonly to?: string; readonly host?: string } = does
  for (const name of [from, to, host])
    if (name !== undefined && !places.has(name)) throw unknownName("plan", "machine", name, places.keys())
}

function* traced(
  trace: Trace,
  plan: number,
  does: Extract<PlanStep["does"], { readonly vm: string }>,
  steps: Steps<ActionEnd>,
): Steps<ActionEnd> {
  const { kind, vm } = does
  const from = "from" in does ? { from: does.from } : {}
  const to = "to" in does ? { to: does.to } : {}
  const service = trace.track(vm, "SERVICE")
  service.set(kind, { plan, ...from, ...to })
  let end: ActionEnd = "failed"
  try {
    end = yield* steps
  } finally {
    service.pop({ end })
  }
  return end
}
