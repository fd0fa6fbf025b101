import type { Claim } from "../claims/claim.ts"

/** What a publication says, as data: spread it into `claim` or `quote` of a notebook. */
export interface PublishedClaim extends Pick<Claim, "id" | "statement" | "source" | "published"> {
  readonly certainty: NonNullable<Claim["certainty"]>
  /** The published numbers, where there are any; their unit is said in `published`. */
  readonly values?: readonly number[]
  /** Why it is only quoted. */
  readonly reason?: string
  /** Why a miss is no fault of ours. */
  readonly mayMiss?: string
}
