/*
 * The parts of BtrPlace's JSON instances that are read. Machines are whole numbers; amounts have no unit there.
 */
import { count, documentDecoder, list, name, ratio } from "@placelab/core/platform"
import * as Schema from "effect/Schema"

const id = count(0)
const vms = list("numbers of VMs", id)
const nodes = list("numbers of nodes", id)
const anything = Schema.Record(Schema.String, Schema.Unknown)
const object = (expected: string) => anything.annotate({ expected })
const withId = (expected: string) =>
  Schema.StructWithRest(Schema.Struct({ id: name }), [anything]).annotate({ expected })
const amounts = Schema.Record(Schema.String, ratio).annotate({ expected: "an object of amounts by number" })
const yesNo = Schema.Boolean.annotate({ expected: "true or false" })
const continuous = Schema.optionalKey(yesNo)

/** An instance, with views and constraints as they come. */
export const decodeInstance = documentDecoder(
  Schema.Struct({
    model: Schema.Struct({
      mapping: Schema.Struct({
        readyVMs: vms,
        offlineNodes: nodes,
        onlineNodes: Schema.Record(
          Schema.String,
          Schema.Struct({ runningVMs: vms, sleepingVMs: vms }).annotate({
            expected: "an object with runningVMs and sleepingVMs",
          }),
        ).annotate({ expected: "an object of nodes by number" }),
      }).annotate({ expected: "an object with readyVMs, onlineNodes and offlineNodes" }),
      attributes: Schema.optionalKey(object("an object of attributes")),
      views: list("views", withId("a view: an object with its id")),
    }).annotate({ expected: "an object with mapping and views" }),
    constraints: list("constraints", object("a constraint: an object with its id")),
    objective: Schema.optionalKey(withId("an objective: an object with its id")),
  }).annotate({ expected: "an instance: an object with model and constraints" }),
  [],
)

/** A resource: what nodes have, and VMs need. */
export const decodeResource = documentDecoder(
  Schema.Struct({
    id: Schema.Literal("shareableResource"),
    rcId: name,
    defCapacity: ratio,
    defConsumption: ratio,
    nodes: amounts,
    vms: amounts,
  }),
  [],
)

/** A resource as BtrPlace writes it. */
export type Resource = ReturnType<typeof decodeResource>

/** Names of VMs, or of nodes. */
export const decodeNames = documentDecoder(
  Schema.Struct({
    id: Schema.Literal("ns"),
    type: Schema.Literals(["vm", "node"]).annotate({ expected: '"vm" or "node"' }),
    map: Schema.Record(Schema.String, id).annotate({ expected: "an object of numbers by name" }),
  }),
  [],
)

function constraint<T extends string, F extends Schema.Struct.Fields>(type: T, fields: F) {
  return Schema.Struct({ id: Schema.Literal(type), ...fields })
}

/** A constraint of a kind that there is here, too. */
export const decodeConstraint = documentDecoder(
  Schema.Union([
    constraint("among", { vms, parts: list("lists of numbers of nodes", nodes), continuous }),
    constraint("ban", { vm: id, nodes, continuous }),
    constraint("fence", { vm: id, nodes, continuous }),
    constraint("gather", { vms, continuous }),
    constraint("killed", { vm: id, continuous }),
    constraint("lonely", { vms, continuous }),
    constraint("maxOnline", { nodes, amount: id, continuous }),
    constraint("offline", { node: id, continuous }),
    constraint("online", { node: id, continuous }),
    constraint("overbook", { node: id, rc: name, ratio, continuous }),
    constraint("preserve", { vm: id, rc: name, amount: ratio, continuous }),
    constraint("quarantine", { node: id, continuous }),
    constraint("ready", { vm: id, continuous }),
    constraint("resourceCapacity", { nodes, rc: name, amount: ratio, continuous }),
    constraint("root", { vm: id, continuous }),
    constraint("running", { vm: id, continuous }),
    constraint("runningCapacity", { nodes, amount: id, continuous }),
    constraint("sleeping", { vm: id, continuous }),
    constraint("split", { parts: list("lists of numbers of VMs", vms), continuous }),
    constraint("spread", { vms, continuous }),
  ]).annotate({ expected: 'a constraint such as { id: "spread", vms: [1, 2], continuous: false }' }),
  ["id"],
)

/** A constraint as BtrPlace writes it. */
export type BtrPlaceConstraint = ReturnType<typeof decodeConstraint>
