import {
  type Bytes,
  InputError,
  mebibytes,
  nonNegative,
  positive,
  positiveInteger,
  type Seconds,
} from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import { checked } from "../../either.ts"

/** How fine the fine-grained model of migrations is, and what it does that a fluid model does not. */
export interface FineGrain {
  /** What a write makes dirty, and what is sent of it. Default 4096. */
  readonly page: Bytes
  /** What is sent in one turn. Default 256 KiB. */
  readonly chunk: Bytes
  /** How many chunks of a migration may be on their way. Default 8. */
  readonly window: number
  /**
   * The part of a link that carries payload; the rest is frames and headers. Default 1448 / 1538: TCP with time stamps over Ethernet
   * frames of 1500 bytes.
   */
  readonly payload: number
  /** The longest that a VM has a core for without a break. Default 10 ms. */
  readonly slice: Seconds
  /** A load of 0.6 wants a core for 0.6 of each of these, at once. Default 100 ms. */
  readonly period: Seconds
  /** `random`: uniformly in the working set; `sweep`: one page of it after the other, cyclically. Default `random`. */
  readonly writes: "random" | "sweep"
  /** Standard deviation of the factor by which a migration takes more or less than its share. Default 0.1, our own. */
  readonly noise: number
  /** How long such a factor holds. Default 1 s, our own. */
  readonly noisePeriod: Seconds
  /** Default 1. */
  readonly seed: number
}

const defaults: FineGrain = {
  page: 4096,
  chunk: mebibytes(1 / 4),
  window: 8,
  payload: 1448 / 1538,
  slice: 0.01,
  period: 0.1,
  writes: "random",
  noise: 0.1,
  noisePeriod: 1,
  seed: 1,
}

/** Checks a grain, and fills in the defaults. Left: InputError. */
export function fineGrain(raw: Partial<FineGrain> = {}): Either<InputError, FineGrain> {
  const where = "fine-grained model"
  return checked(() => {
    const grain = { ...defaults, ...raw }
    const { page, chunk, payload, writes, seed } = grain
    for (const what of ["page", "chunk"] as const) positive(where, what, grain[what], "bytes")
    for (const what of ["slice", "period", "noisePeriod"] as const)
      positive(where, what, grain[what], "seconds")
    positiveInteger(where, "window", grain.window)
    nonNegative(where, "noise", grain.noise, "parts of the share")
    if (chunk < page) throw new InputError(where, "chunk", chunk, `at least a page, ${page} bytes`)
    if (!(payload > 0 && payload <= 1))
      throw new InputError(where, "payload", payload, "a number above 0, up to 1")
    if (writes !== "random" && writes !== "sweep")
      throw new InputError(where, "writes", writes, '"random" or "sweep"')
    if (!Number.isSafeInteger(seed))
      throw new InputError(where, "seed", seed, "a whole number between -2^53 and 2^53")
    return grain
  })
}
