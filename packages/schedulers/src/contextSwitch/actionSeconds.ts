import type { Bytes, Seconds } from "@placelab/core"
import { Vm } from "@placelab/models"
import type { PlanAction } from "../centralized/entropy/plan.ts"
import { playAction } from "./playAction.ts"
import { experimentSite, type VjobExperiment } from "./vjobExperiment.ts"

/** How long an action takes alone. */
export interface ActionSeconds {
  readonly action: "run" | "stop" | "migrate" | "suspend" | "resume locally" | "resume remotely"
  readonly seconds: Seconds
}

/**
 * Plays the life of an idle VM on two of these nodes, where nothing else happens: run, migrate, suspend, resume, suspend, resume on the
 * other node, stop. Errors: InputError.
 */
export function actionSeconds(experiment: Omit<VjobExperiment, "vjobs">, memory: Bytes): ActionSeconds[] {
  const site = experimentSite({ ...experiment, nodes: { ...experiment.nodes, count: 2 } })
  const { engine } = site
  const [a, b] = site.machines.map(({ name }) => name) as [string, string]
  const vm = new Vm(engine, { name: "vm", memory })
  const inPlan = { vm: vm.name, cost: 0, pool: 0, after: [] }
  const life: readonly (readonly [ActionSeconds["action"] | undefined, PlanAction])[] = [
    ["run", { ...inPlan, kind: "run", to: a }],
    ["migrate", { ...inPlan, kind: "migrate", from: a, to: b }],
    ["suspend", { ...inPlan, kind: "suspend", from: b }],
    ["resume locally", { ...inPlan, kind: "resume", from: b, to: b }],
    [undefined, { ...inPlan, kind: "suspend", from: b }],
    ["resume remotely", { ...inPlan, kind: "resume", from: b, to: a }],
    ["stop", { ...inPlan, kind: "stop", from: a }],
  ]
  return life.flatMap(([action, does]) => {
    const begin = engine.now
    engine.spawn(does.kind, () => playAction(site, does, vm))
    engine.run()
    return action === undefined ? [] : [{ action, seconds: engine.now - begin }]
  })
}
