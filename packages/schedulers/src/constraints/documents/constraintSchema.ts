/*
 * The JSON form of constraints: a list of statements, as they are.
 */
import { count, documentDecoder, list, name, ratio } from "@placelab/core/platform"
import * as Schema from "effect/Schema"
import type { ConstraintStatement } from "../statement.ts"

const vms = list("names of VMs", name)
const hosts = list("names of hosts", name)
const sets = (things: string) => list(`lists of names of ${things}`, list(`names of ${things}`, name))
const continuous = Schema.optionalKey(
  Schema.Literal(true).annotate({ expected: "true, or nothing for a discrete constraint" }),
)

function statement<T extends string, F extends Schema.Struct.Fields>(type: T, fields: F) {
  return Schema.Struct({ type: Schema.Literal(type), ...fields })
}

const schema = list(
  "constraints",
  Schema.Union([
    statement("among", { vms, groups: sets("hosts"), continuous }),
    statement("ban", { vms, hosts, continuous }),
    statement("capacity", {
      hosts,
      of: Schema.Literals(["vms", "cpu", "memory"]),
      amount: ratio,
      continuous,
    }),
    statement("fence", { vms, hosts, continuous }),
    statement("gather", { vms, continuous }),
    statement("lonely", { vms, continuous }),
    statement("maxOnline", { hosts, count: count(0), continuous }),
    statement("offline", { hosts, continuous }),
    statement("online", { hosts, continuous }),
    statement("preserve", { vms, of: Schema.Literals(["cpu", "memory"]), amount: ratio }),
    statement("quarantine", { hosts }),
    statement("root", { vms }),
    statement("split", { groups: sets("VMs"), continuous }),
    statement("spread", { vms, continuous }),
  ]).annotate({ expected: 'a constraint such as { type: "spread", vms: ["web-1", "web-2"] }' }),
)

const decode = documentDecoder(schema, ["type"])

/**
 * Constraints from their JSON form: a list of statements, each with its type. `file` names the document in errors. Whether
 * machines exist is found by `entropyProblem`.
 *
 * Errors: InputError in one line, with the file, the path in the document, the value, what was expected, and the nearest
 * name where a name is wrong.
 *
 * @example
 * decodeConstraints([{ type: "fence", vms: ["db"], hosts: ["pm-1"], continuous: true }], "rules.json")
 */
export function decodeConstraints(json: unknown, file: string): readonly ConstraintStatement[] {
  return decode(json, file)
}
