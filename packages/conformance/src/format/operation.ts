/*
 * What actors do, as written in a case file: an operation a line of a script. `as` names the mark that it leaves.
 */
import * as Schema from "effect/Schema"
import { amount, count, flag, list, name, number, optional } from "./parts.ts"

const id = name
const timeout = optional(number(" of seconds"))
const flops = amount("flops")
const bytes = amount("bytes")

const execution = {
  flops,
  host: optional(name),
  bound: optional(number(", in flop/s")),
  priority: optional(amount("shares")),
  threads: optional(count(1)),
}
const parallel = {
  hosts: list("hosts", name),
  flops: optional(list("flops, one for each host", flops)),
  bytes: optional(list("rows, one for each sender", list("bytes, one for each receiver", bytes))),
}
const flow = { from: name, to: name, bytes }
const rate = optional(number(", in bytes/s"))
const send = { mailbox: name, bytes, rate }
const receive = { mailbox: name, rate }

function operation<Op extends string, F extends Schema.Struct.Fields>(op: Op, fields: F) {
  return Schema.Struct({ op: Schema.Literal(op), as: optional(name), ...fields })
}

const plainOperations = [
  operation("sleep", { for: optional(number(" of seconds")), until: optional(number(" of seconds")) }),
  operation("mark", {}),
  operation("exec", { ...execution, id: optional(id), timeout }),
  operation("exec_async", { ...execution, id }),
  operation("ptask", { ...parallel, id: optional(id), timeout }),
  operation("ptask_async", { ...parallel, id }),
  operation("flow", { ...flow, id: optional(id), timeout }),
  operation("flow_async", { ...flow, id }),
  operation("send", { ...send, id: optional(id), timeout }),
  operation("send_async", { ...send, id }),
  operation("recv", { ...receive, id: optional(id), timeout }),
  operation("recv_async", { ...receive, id }),
  operation("wait", { id, timeout }),
  operation("suspend", { id }),
  operation("resume", { id }),
  operation("cancel", { id }),
  operation("set_priority", { id, priority: amount("shares") }),
  operation("move", { id, host: name }),
  operation("kill", { actor: name }),
  operation("actor_suspend", { actor: name }),
  operation("actor_resume", { actor: name }),
  operation("join", { actor: name, timeout }),
  operation("host_off", { host: name }),
  operation("host_on", { host: name }),
  operation("set_pstate", { host: name, pstate: count(0) }),
  operation("link_off", { link: name }),
  operation("link_on", { link: name }),
  operation("set_bandwidth", { link: name, value: amount("bytes/s") }),
  operation("set_latency", { link: name, value: amount("seconds") }),
  operation("vm_create", { vm: name, host: name, cores: count(1), ram: optional(bytes) }),
  operation("vm_start", { vm: name }),
  operation("vm_suspend", { vm: name }),
  operation("vm_resume", { vm: name }),
  operation("vm_shutdown", { vm: name }),
  operation("vm_destroy", { vm: name }),
  operation("vm_set_bound", { vm: name, bound: number(", in flop/s") }),
  operation("vm_set_host", { vm: name, host: name }),
  operation("vm_migration_params", {
    vm: name,
    mig_speed: optional(amount("bytes/s")),
    dp_intensity: optional(amount("parts of mig_speed")),
    working_set: optional(bytes),
  }),
  operation("vm_migrate", { vm: name, to: name }),
  operation("probe", {
    what: Schema.Literals([
      "remaining",
      "host_energy",
      "host_power",
      "host_load",
      "host_speed",
      "host_on",
      "link_energy",
      "link_load",
      "vm_host",
      "vm_state",
    ]),
    of: name,
  }),
] as const

/** Starts an actor now. */
export interface Spawn {
  readonly op: "spawn"
  readonly as?: string
  readonly actor: ActorDescription
}

/** One thing that an actor does. */
export type Operation = (typeof plainOperations)[number]["Type"] | Spawn

/** The operations by their name. */
export type Operations = { readonly [O in Operation as O["op"]]: O }

/** Who does what, where. */
export interface ActorDescription {
  readonly name: string
  readonly host: string
  readonly script: readonly Operation[]
  readonly restart?: boolean
}

const actorSchema = Schema.suspend((): Schema.Codec<ActorDescription, unknown> => actor)

const operationSchema = Schema.Union([
  ...plainOperations,
  operation("spawn", { actor: actorSchema }),
]).annotate({
  expected: "an operation: an object with op",
})

const actor = Schema.Struct({
  name,
  host: name,
  script: list("operations", operationSchema),
  restart: optional(flag),
}).annotate({ expected: "an actor: an object with name, host and script" })

/** The schema of the actors that are there at the beginning. */
export const actors = list("actors", actor)
