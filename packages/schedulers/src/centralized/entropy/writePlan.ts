import { dependencies } from "./dependencies.ts"
import type { EntropyProblem } from "./entropyProblem.ts"
import { hostSwitches } from "./hostSwitches.ts"
import type { Move } from "./move.ts"
import type { PlanAction, ReconfigurationPlan } from "./plan.ts"
import type { PlannedTarget } from "./planTarget.ts"

/** The plan in names. With `atOnce` no action waits for another one. */
export function writePlan(
  problem: EntropyProblem,
  { pools, cost }: PlannedTarget,
  atOnce: boolean,
): ReconfigurationPlan {
  const after = atOnce ? pools.flat().map(() => []) : dependencies(problem, pools)
  let position = 0
  const actions = pools.flatMap((pool, number) =>
    pool.map((move): PlanAction => {
      const inPlan = {
        vm: problem.vms[move.vm]!.name,
        cost: move.cost,
        pool: number,
        after: after[position++]!,
      }
      return { ...inPlan, ...actionOf(problem, move) }
    }),
  )
  const switches = hostSwitches(problem, pools)
  return switches.length === 0 ? { actions, cost } : { actions, switches, cost }
}

function actionOf({ hosts, vms, home }: EntropyProblem, { vm, frees, needs }: Move) {
  const name = (host: number) => hosts[host]!.name
  if (frees >= 0 && needs >= 0) return { kind: "migrate", from: name(frees), to: name(needs) } as const
  if (frees >= 0) {
    const kind = vms[vm]!.target === "terminated" ? "stop" : "suspend"
    return { kind, from: name(frees) } as const
  }
  if (home[vm]! < 0) return { kind: "run", to: name(needs) } as const
  return { kind: "resume", from: name(home[vm]!), to: name(needs) } as const
}
