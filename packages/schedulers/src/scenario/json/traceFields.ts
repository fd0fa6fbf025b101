import { name } from "@placelab/core/platform"
import * as Schema from "effect/Schema"

/** What documents say of the trace that loads are from. */
export const traceFields = {
  trace: Schema.optionalKey(name),
  order: Schema.optionalKey(Schema.Literals(["case-insensitive", "bytes"])),
  format: Schema.optionalKey(name),
  digest: Schema.optionalKey(name),
}
