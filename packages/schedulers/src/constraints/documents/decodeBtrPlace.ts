/*
 * BtrPlace's JSON instances, as a problem for Entropy.
 *
 * mapping      nodes are hosts, online or offline; ready VMs wait, and shall stay ready; running and sleeping ones shall stay so
 * views        the resources "cpu" and "memory" by one of their usual names, taken for cores and bytes as they are; names
 * constraints  running, sleeping, ready and killed are targets of VMs; overbook is a larger capacity, rounded down; resource
 *              and running capacity are capacity; the others are themselves. A VM that runs and shall be ready is suspended
 *              here, as it may come back; BtrPlace shuts it down
 *
 * Left out: other views, such as networks; attributes, which are durations of actions; the objective, as Entropy has its own.
 * They are listed. A third resource, or a constraint that there is not here, is refused: without it the problem is another.
 *
 * Source: the format is that of BtrPlace 1.12 (its JSON converters; read for the names of fields only).
 */
import { InputError } from "@placelab/core"
import type { EntropyHost, EntropyVm } from "../../centralized/entropy/entropyProblem.ts"
import type { ConstraintStatement } from "../statement.ts"
import { BtrPlaceMachines } from "./btrPlaceMachines.ts"
import {
  decodeConstraint,
  decodeInstance,
  decodeNames,
  decodeResource,
  type Resource,
} from "./btrPlaceSchema.ts"
import { statementsOf } from "./btrPlaceStatements.ts"

/** What an instance says; `entropyProblem` takes it, with the statements made constraints. */
export interface BtrPlaceInstance {
  readonly hosts: readonly EntropyHost[]
  readonly vms: readonly EntropyVm[]
  readonly statements: readonly ConstraintStatement[]
  /** What the instance has and this leaves out, a few words each. */
  readonly leftOut: readonly string[]
}

/**
 * Reads an instance; `file` names it in errors. Machines are called `node1` and `vm1`, or as its naming view says.
 *
 * Errors: InputError in one line, with the file, the place, the value, and what was expected.
 *
 * @example
 * const { hosts, vms, statements } = decodeBtrPlace(JSON.parse(text), "instance.json")
 * const problem = entropyProblem({ hosts, vms, constraints: statements.map(constraintOf) })
 */
export function decodeBtrPlace(json: unknown, file: string): BtrPlaceInstance {
  const { model, constraints, objective } = decodeInstance(json, file)
  const leftOut: string[] = []
  const resources: Resource[] = []
  const names = { vm: new Map<number, string>(), node: new Map<number, string>() }
  const spoken: { readonly machine: "vm" | "node"; readonly id: number | string; readonly where: string }[] =
    []
  model.views.forEach((view, i) => {
    const where = `${file}, view ${i + 1}`
    if (view.id === "shareableResource") {
      const resource = decodeResource(view, where)
      resources.push(resource)
      for (const id of Object.keys(resource.nodes)) spoken.push({ machine: "node", id, where })
      for (const id of Object.keys(resource.vms)) spoken.push({ machine: "vm", id, where })
    } else if (view.id === "ns") {
      const { type, map } = decodeNames(view, where)
      for (const [name, id] of Object.entries(map)) {
        if (names[type].has(id)) throw new InputError(where, "name", name, "one name for each machine")
        names[type].set(id, name)
        spoken.push({ machine: type, id, where })
      }
    } else leftOut.push(`the view ${JSON.stringify(view.id)}`)
  })
  const hasAttributes = Object.values(model.attributes ?? {}).some((of) => Object.keys(of ?? {}).length > 0)
  if (hasAttributes) leftOut.push("attributes")
  if (objective !== undefined) leftOut.push(`the objective ${JSON.stringify(objective.id)}`)

  const machines = new BtrPlaceMachines(file, model.mapping, names, resources)
  for (const { machine, id, where } of spoken) machines[machine](id, where)
  const statements = constraints.flatMap((constraint, i) => {
    const where = `${file}, constraint ${i + 1}`
    return statementsOf(decodeConstraint(constraint, where), machines, where)
  })
  return { hosts: machines.hosts(), vms: machines.vms(), statements, leftOut }
}
