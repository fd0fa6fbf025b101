import { InputError, unknownName } from "@placelab/core"
import type { Case, SimulationCase, SystemCase } from "./case.ts"
import type { ActorDescription, Operation } from "./operation.ts"

/** Refuses references to what a case does not have. Errors: InputError, in one line, with the nearest name. */
export function checkNames(played: Case, file: string): void {
  if (played.kind === "lmm") checkIndices(played, file)
  else checkReferences(played, file)
}

/** What a script may name. */
type Known = Record<"host" | "link" | "actor" | "activity" | "VM", Set<string>>

/** An operation, and where it stands in the document. */
interface Placed {
  readonly operation: Operation
  readonly path: string
}

function checkReferences({ platform, actors }: SimulationCase, file: string): void {
  const operations = actors.flatMap((actor, i) => operationsOf(actor, `actors[${i}]`))
  const known = knownTo(platform, actors, operations)
  const demand = (kind: keyof Known, name: string, path: string) => {
    if (!known[kind].has(name)) throw unknownName(`${file}: ${path}`, kind, name, known[kind])
  }
  platform.routes?.forEach(({ src, dst, links }, i) => {
    demand("host", src, `platform.routes[${i}].src`)
    demand("host", dst, `platform.routes[${i}].dst`)
    links.forEach((link, j) => {
      const name = typeof link === "string" ? link : link.id
      demand("link", name, `platform.routes[${i}].links[${j}]`)
    })
  })
  actors.forEach(({ host }, i) => {
    demand("host", host, `actors[${i}].host`)
  })
  for (const { operation, path } of operations)
    for (const [kind, field, name] of referencesOf(operation)) demand(kind, name, `${path}.${field}`)
}

function operationsOf({ script }: ActorDescription, path: string): Placed[] {
  return script.flatMap((operation, i) => {
    const at = `${path}.script[${i}]`
    const inner = operation.op === "spawn" ? operationsOf(operation.actor, `${at}.actor`) : []
    return [{ operation, path: at }, ...inner]
  })
}

function knownTo(
  { hosts, links = [] }: SimulationCase["platform"],
  actors: readonly ActorDescription[],
  operations: readonly Placed[],
): Known {
  const known: Known = {
    host: new Set(hosts.map(({ id }) => id)),
    link: new Set(
      links.flatMap(({ id, policy }) => (policy === "SPLITDUPLEX" ? [id, `${id}_UP`, `${id}_DOWN`] : [id])),
    ),
    actor: new Set(actors.map(({ name }) => name)),
    activity: new Set(),
    VM: new Set(),
  }
  for (const { operation } of operations) {
    if (operation.op === "spawn") known.actor.add(operation.actor.name)
    else if (operation.op === "vm_create") {
      known.VM.add(operation.vm)
      known.host.add(operation.vm)
    } else if ("id" in operation && operation.id !== undefined && isStart(operation))
      known.activity.add(operation.id)
  }
  return known
}

const starts = ["exec", "ptask", "flow", "send", "recv"]

function isStart({ op }: Operation): boolean {
  return starts.includes(op.replace("_async", ""))
}

const probed: Readonly<Record<string, keyof Known>> = {
  remaining: "activity",
  host: "host",
  link: "link",
  vm: "VM",
}

/** What an operation refers to: the kind of thing, the field, the name. */
function* referencesOf(operation: Operation): Iterable<readonly [keyof Known, string, string]> {
  if ("host" in operation && operation.host !== undefined) yield ["host", "host", operation.host]
  if ("hosts" in operation)
    for (const [i, host] of operation.hosts.entries()) yield ["host", `hosts[${i}]`, host]
  if ("from" in operation) yield ["host", "from", operation.from]
  if ("to" in operation) yield ["host", "to", operation.to]
  if ("link" in operation) yield ["link", "link", operation.link]
  if ("vm" in operation) yield ["VM", "vm", operation.vm]
  if ("id" in operation && operation.id !== undefined) yield ["activity", "id", operation.id]
  if (operation.op === "spawn") yield ["host", "actor.host", operation.actor.host]
  else if ("actor" in operation) yield ["actor", "actor", operation.actor]
  if (operation.op === "probe") yield [probed[operation.what.split("_")[0]!]!, "of", operation.of]
}

function checkIndices({ constraints, variables, steps = [] }: SystemCase, file: string): void {
  let count = variables.length
  const demand = (what: string, index: number, size: number, things: string) => {
    if (index < size) return
    throw new InputError(file, what, index, `the index of one of the ${size} ${things}, from 0`)
  }
  const requireElements = (path: string, elements: readonly (readonly [number, number])[]) => {
    elements.forEach(([constraint], i) => {
      demand(`${path}.elements[${i}][0]`, constraint, constraints.length, "constraints")
    })
  }
  variables.forEach(({ elements }, i) => {
    requireElements(`variables[${i}]`, elements)
  })
  steps.forEach(({ ops }, i) => {
    ops.forEach((change, j) => {
      const path = `steps[${i}].ops[${j}]`
      if (change.op === "add") {
        requireElements(`${path}.variable`, change.variable.elements)
        count++
      } else if (change.op === "set_constraint_bound")
        demand(`${path}.constraint`, change.constraint, constraints.length, "constraints")
      else demand(`${path}.variable`, change.variable, count, "variables")
    })
  })
}
