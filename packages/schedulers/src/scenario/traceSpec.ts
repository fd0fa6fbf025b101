import { InputError, unknownName } from "@placelab/core"
import type { TraceOrder } from "@placelab/models"
import type { LoadLaw } from "./scenario.ts"

/** Loads that are read, or made up to look like those of a trace, instead of drawn from a law. */
export interface TraceSpec {
  /**
   * A file or a folder, as `readWorkload` of `@placelab/models/node` takes it, from the folder in which one works; or the name of a
   * look-alike that is made up from the seed, "synthetic:planetlab" or "synthetic:bitbrains".
   */
  readonly trace: string
  /** In which order files are VMs. */
  readonly order: TraceOrder
  /** Its format, where its first lines do not tell; a name of `usageFormats` of `@placelab/models`, or "opendc". */
  readonly format?: string
  /** SHA-256 of what was read, so that another trace of the same name is refused; nothing is said of a look-alike. */
  readonly digest?: string
}

/** A trace as it is written. */
export type RawTraceSpec = Pick<TraceSpec, "trace"> & Partial<TraceSpec>

/** Whether loads are of a trace, and not of a law. */
export function isTrace<T extends object>(load: T): load is Extract<T, { readonly trace: string }> {
  return "trace" in load
}

/** The law, where VMPlaceS draws loads. Errors: InputError where they are of a trace. */
export function lawOf(load: LoadLaw | TraceSpec): LoadLaw {
  if (isTrace(load))
    throw new InputError("scenario", "load.trace", load.trace, "nothing: VMPlaceS draws its loads from a law")
  return load
}

const orders: readonly TraceOrder[] = ["case-insensitive", "bytes"]

/** What is said of a trace, and of nothing else. */
const fields = ["trace", "order", "format", "digest"] as const

/** Fills in what is not said, and checks it. Errors: InputError. */
export function completeTrace(raw: RawTraceSpec): TraceSpec {
  const { trace, order = "case-insensitive", format, digest } = raw
  for (const [key, value] of Object.entries(raw))
    if (!fields.some((field) => field === key))
      throw new InputError("scenario", `load.${key}`, value, "nothing of a law beside load.trace")
  if (trace === "") throw new InputError("scenario", "load.trace", trace, "a file, a folder, or a look-alike")
  if (!orders.includes(order)) throw unknownName("scenario", "load.order", order, orders)
  if (isSynthetic(raw))
    for (const [key, value] of Object.entries({ format, digest }))
      if (value !== undefined)
        throw new InputError(
          "scenario",
          `load.${key}`,
          value,
          "nothing beside a look-alike, which is not read",
        )
  return { trace, order, ...(format !== undefined && { format }), ...(digest !== undefined && { digest }) }
}

/** Refuses what says something of a trace where there is none. Errors: InputError. */
export function requireNoTrace(load: object): void {
  for (const [key, value] of Object.entries(load))
    if (fields.some((field) => field === key))
      throw new InputError("scenario", `load.${key}`, value, "load.trace beside it")
}

const prefix = "synthetic:"

/** Whether the trace is a look-alike that is made up, and nothing has to be read. */
export function isSynthetic({ trace }: Pick<TraceSpec, "trace">): boolean {
  return trace.startsWith(prefix)
}

/** The name of a look-alike. */
export function lookAlikeOf({ trace }: Pick<TraceSpec, "trace">): string {
  return trace.slice(prefix.length)
}
