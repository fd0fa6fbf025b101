import { InputError, unknownName } from "@placelab/core"
import type { SimulationCase } from "./case.ts"
import type { ActorDescription, Operation, Operations } from "./operation.ts"

/** What a script may name. */
type Known = Record<"host" | "link" | "actor" | "activity" | "VM", Set<string>>

/** An operation, and where it stands in the document. */
interface Placed {
  readonly operation: Operation
  readonly path: string
}

/**
 * Refuses a script that names what its case does not have, that starts what the case cannot run, or that does not say for
 * how long or what. Errors: InputError, in one line, with the nearest name where a name is wrong.
 */
export function checkSimulation({ config, platform, actors }: SimulationCase, file: string): void {
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
  actors.forEach(({ name, host }, i) => {
    demand("host", host, `actors[${i}].host`)
    if (actors.findIndex((other) => other.name === name) < i)
      throw new InputError(file, `actors[${i}].name`, name, "a name that no actor before it has")
  })
  for (const { operation, path } of operations) {
    for (const [kind, field, name] of referencesOf(operation)) demand(kind, name, `${path}.${field}`)
    if (operation.op === "sleep") checkSleep(operation, file, path)
    if (operation.op === "ptask" || operation.op === "ptask_async")
      checkParallelTask(operation, config?.host_model, file, path)
  }
}

function checkSleep(sleep: Operations["sleep"], file: string, path: string): void {
  if ((sleep.for === undefined) === (sleep.until === undefined))
    throw new InputError(file, path, sleep, 'a sleep with "for" or "until", and not both')
}

function checkParallelTask(
  { op, hosts, flops, bytes }: Operations["ptask" | "ptask_async"],
  model: string | undefined,
  file: string,
  path: string,
): void {
  if (model !== "ptask_L07")
    throw new InputError(file, `${path}.op`, op, 'it only where config.host_model is "ptask_L07"')
  const demand = (field: string, list: readonly unknown[] | undefined, things: string) => {
    if (list !== undefined && list.length !== hosts.length)
      throw new InputError(file, `${path}.${field}`, list, `${hosts.length} ${things}, one for each host`)
  }
  demand("flops", flops, "numbers")
  demand("bytes", bytes, "rows")
  bytes?.forEach((row, i) => {
    demand(`bytes[${i}]`, row, "numbers")
  })
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
