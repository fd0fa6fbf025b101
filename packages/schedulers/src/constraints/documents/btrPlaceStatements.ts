import type { TargetState } from "../../centralized/entropy/entropyProblem.ts"
import type { ConstraintStatement } from "../statement.ts"
import type { BtrPlaceMachines } from "./btrPlaceMachines.ts"
import type { BtrPlaceConstraint } from "./btrPlaceSchema.ts"

/** The statements that a constraint becomes; none for one that is kept with its machine. Errors: InputError. */
export function statementsOf(
  constraint: BtrPlaceConstraint,
  machines: BtrPlaceMachines,
  where: string,
): ConstraintStatement[] {
  const read = constraint.continuous === true ? { continuous: true as const } : {}
  const vms = (ids: readonly number[]) => ids.map((id) => machines.vm(id, where))
  const hosts = (ids: readonly number[]) => ids.map((id) => machines.node(id, where))
  const target = (vm: number, state: TargetState) => {
    machines.vm(vm, where)
    machines.setTarget(vm, state, where)
    return []
  }
  switch (constraint.id) {
    case "among":
      return [{ type: "among", vms: vms(constraint.vms), groups: constraint.parts.map(hosts), ...read }]
    case "ban":
    case "fence":
      return [{ type: constraint.id, vms: vms([constraint.vm]), hosts: hosts(constraint.nodes), ...read }]
    case "gather":
    case "lonely":
    case "spread":
      return [{ type: constraint.id, vms: vms(constraint.vms), ...read }]
    case "killed":
      return target(constraint.vm, "terminated")
    case "running":
    case "sleeping":
    case "ready":
      return target(constraint.vm, constraint.id)
    case "maxOnline":
      return [{ type: "maxOnline", hosts: hosts(constraint.nodes), count: constraint.amount, ...read }]
    case "offline":
    case "online":
      return [{ type: constraint.id, hosts: hosts([constraint.node]), ...read }]
    case "overbook": {
      machines.node(constraint.node, where)
      machines.overbook(constraint.node, machines.resource(constraint.rc, where), constraint.ratio)
      return []
    }
    case "preserve": {
      const of = machines.resource(constraint.rc, where)
      return [{ type: "preserve", vms: vms([constraint.vm]), of, amount: constraint.amount }]
    }
    case "quarantine":
      return [{ type: "quarantine", hosts: hosts([constraint.node]) }]
    case "resourceCapacity": {
      const of = machines.resource(constraint.rc, where)
      return [{ type: "capacity", hosts: hosts(constraint.nodes), of, amount: constraint.amount, ...read }]
    }
    case "root":
      return [{ type: "root", vms: vms([constraint.vm]) }]
    case "runningCapacity": {
      const { nodes, amount } = constraint
      return [{ type: "capacity", hosts: hosts(nodes), of: "vms", amount, ...read }]
    }
    case "split":
      return [{ type: "split", groups: constraint.parts.map(vms), ...read }]
  }
}
