import * as Argument from "effect/cli/Argument"

/** A file with a trace, of any format that there is. */
export const traceArgument = (name: string) =>
  Argument.String(name).pipe(
    Argument.withDescription(
      "A trace: .json, .jsonl (VMPlaceS' lines), .csv, .ndjson, .parquet, .arrow, .arrows, .paje, .trace (Paje)",
    ),
  )
