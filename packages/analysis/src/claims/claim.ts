/** MIME type under which a notebook output carries a {@link Claim}. */
export const claimMime = "application/vnd.placelab.claim+json"

/** `held` and `missed`: regenerated and compared. `quoted`: only cited, not regenerated. */
export type Verdict = "held" | "missed" | "quoted"

/**
 * How sure we are of a published value: `printed` on the slide or in the text; `observed` in a program's output or in
 * measurements; `derived` from printed values by a stated computation; `shape only` where no numbers are public.
 */
export type Certainty = "printed" | "observed" | "derived" | "shape only"

/** A statement of a publication beside what placelab finds. */
export interface Claim {
  /** Unique in its notebook. */
  readonly id: string
  readonly statement: string
  /** Where it is published: author, year, page, figure or slide. */
  readonly source: string
  readonly verdict: Verdict
  /** The published value, with its unit. */
  readonly published: string
  readonly certainty?: Certainty
  /** The regenerated value, with its unit. Empty when quoted. */
  readonly regenerated: string
  /** The regenerated numbers behind the verdict, for tests that compare runs. Empty when quoted. */
  readonly numbers: Readonly<Record<string, number>>
  /** Whether a miss is expected, and so does not fail a run. */
  readonly mayMiss: boolean
  /** Why it may miss, or why it is only quoted. */
  readonly reason?: string
}

/** What {@link checkClaim} needs: a claim whose verdict is still to be found. */
export interface ClaimInput
  extends Pick<Claim, "id" | "statement" | "source" | "published" | "certainty" | "regenerated" | "numbers"> {
  /** Whether the regenerated numbers agree with the statement. */
  readonly holds: boolean
  /** Why a miss would be no fault of ours. Without it a miss is a failure. */
  readonly mayMiss?: string
}

/**
 * Turns a comparison into a claim that held or missed.
 *
 * Errors    RangeError when the id is empty, a number is not finite, or `mayMiss` gives no reason.
 *
 * @example
 * checkClaim({
 *   id: "pre-copy-is-slower",
 *   statement: "Pre-copy is never faster than the naive model.",
 *   source: "Hirofuchi et al. 2013, slide 72",
 *   published: "above the naive curve",
 *   regenerated: "1.0 to 10.0 times the naive time",
 *   numbers: { smallestRatio: 1, largestRatio: 10 },
 *   holds: true,
 * }).verdict // "held"
 */
export function checkClaim(input: ClaimInput): Claim {
  const { id, statement, source, published, certainty, regenerated, numbers, holds, mayMiss } = input
  requireId(id, statement)
  for (const [name, value] of Object.entries(numbers)) {
    if (!Number.isFinite(value)) {
      throw new RangeError(
        `claim "${id}": numbers.${name} is ${value}, expected a finite number: correct the run that computes it, or leave it out`,
      )
    }
  }
  const sure = certainty === undefined ? {} : { certainty }
  const claim = { id, statement, source, published, ...sure, regenerated, numbers }
  const verdict = holds ? "held" : "missed"
  if (mayMiss === undefined) return { ...claim, verdict, mayMiss: false }
  requireReason(id, "mayMiss", mayMiss)
  return { ...claim, verdict, mayMiss: true, reason: mayMiss }
}

/** What {@link quotedClaim} needs. */
export interface QuoteInput extends Pick<Claim, "id" | "statement" | "source" | "published" | "certainty"> {
  /** Why the value is not regenerated. */
  readonly reason: string
}

/**
 * A published value that placelab only cites, with the reason why it does not regenerate it.
 *
 * Errors    RangeError when the id or the reason is empty.
 */
export function quotedClaim(input: QuoteInput): Claim {
  const { id, statement, source, published, certainty, reason } = input
  requireId(id, statement)
  requireReason(id, "reason", reason)
  return {
    id,
    statement,
    source,
    published,
    ...(certainty === undefined ? {} : { certainty }),
    reason,
    verdict: "quoted",
    regenerated: "",
    numbers: {},
    mayMiss: false,
  }
}

function requireId(id: string, statement: string): void {
  if (id.trim() === "") {
    throw new RangeError(
      `claim "${id}": the id is empty, expected a name for "${statement}" such as "pre-copy-is-slower"`,
    )
  }
}

function requireReason(id: string, field: string, reason: string): void {
  if (reason.trim() === "") {
    throw new RangeError(`claim "${id}": ${field} is "${reason}", expected the reason in a sentence`)
  }
}
