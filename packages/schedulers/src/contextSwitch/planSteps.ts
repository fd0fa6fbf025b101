/*
 * A plan as steps that wait for each other: its actions, and the hosts that are switched for them.
 *
 * By dependencies   an action waits for those that it comes after, and for the boot of the host that it goes to. A host is shut down
 *                   after all actions of earlier pools that concern it; one is booted after all that are shut down before it in the
 *                   plan. So there are never more hosts on than in one of the pools, and no host is overloaded (dependencies.ts).
 * By pools          as published: a pool begins when the one before it has ended; hosts are switched between the two, off before on.
 *
 * What fails        A step says what it `needs`, the same in both ways: what it would wait for by dependencies. It is given up when
 *                   one of these has failed or was given up, as the room that it counts on may not be there; all others go on.
 *
 * Source            Hermenier, Lebre, Menaud (2010) for pools; dependencies are Entropy's later way.
 */
import type { HostSwitch, PlanAction, ReconfigurationPlan } from "../centralized/entropy/plan.ts"

/** How the actions of a plan follow each other. */
export type ActionOrder = "dependencies" | "pools"

/** An action of a plan, or a host that is switched, among others. Positions are those of the list of steps. */
export interface PlanStep {
  readonly does: PlanAction | HostSwitch
  /** The earlier steps that must have succeeded. */
  readonly needs: readonly number[]
  /** The earlier steps that must have ended, in whatever way. */
  readonly after: readonly number[]
}

/**
 * The steps of a plan, each behind those that it waits for. O(actions + dependencies) without switches.
 *
 * @example planSteps(result.plan, "pools").map(({ does, after }) => [does.kind, after])
 */
export function planSteps(plan: ReconfigurationPlan, order: ActionOrder): PlanStep[] {
  const steps = withNeeds(plan)
  if (order === "dependencies") return steps.map(({ does, needs }) => ({ does, needs, after: needs }))
  let before: readonly number[] = []
  let group: number[] = []
  let last: string | undefined
  return steps.map(({ does, needs }, i) => {
    const name = `${phaseOf(does)} of pool ${does.pool}`
    if (name !== last) {
      before = last === undefined ? [] : group
      group = []
      last = name
    }
    group.push(i)
    return { does, needs, after: before }
  })
}

/** What of a pool comes first. */
const phases = { shutDown: 0, boot: 1, action: 2 } as const

function phaseOf({ kind }: PlanStep["does"]): number {
  return kind === "boot" || kind === "shutDown" ? phases[kind] : phases.action
}

function isAction(does: PlanStep["does"]): does is PlanAction {
  return phaseOf(does) === phases.action
}

function withNeeds({ actions, switches = [] }: ReconfigurationPlan): Omit<PlanStep, "after">[] {
  const all = [...switches, ...actions]
  const order = all.map((_, i) => i)
  order.sort((a, b) => all[a]!.pool - all[b]!.pool || phaseOf(all[a]!) - phaseOf(all[b]!) || a - b)
  const position = new Map(order.map((i, at) => [all[i]!, at]))
  const booted = new Map<string, number>()
  const shut: number[] = []
  return order.map((i, at) => {
    const does = all[i]!
    if (isAction(does)) {
      const boot = "to" in does ? booted.get(does.to) : undefined
      const earlier = does.after.map((other) => position.get(actions[other]!)!)
      return { does, needs: boot === undefined ? earlier : [...earlier, boot] }
    }
    if (does.kind === "boot") {
      booted.set(does.host, at)
      return { does, needs: [...shut] }
    }
    shut.push(at)
    const concerned = actions.filter(
      (action) =>
        action.pool < does.pool &&
        (("to" in action && action.to === does.host) || ("from" in action && action.from === does.host)),
    )
    return { does, needs: concerned.map((action) => position.get(action)!) }
  })
}
