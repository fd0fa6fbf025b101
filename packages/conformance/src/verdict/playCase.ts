import type { Case } from "../format/case.ts"
import { playSimulation } from "../simulation/playSimulation.ts"
import { playSystem } from "../system/playSystem.ts"
import { compare, type Difference } from "./compare.ts"
import { quirkReason } from "./quirks.ts"

/** How a case came out; a quirk is not held against us. */
export type Verdict = "passed" | "failed" | "quirk"

/** A case that was played, or could not be. */
export interface CaseResult {
  readonly id: string
  readonly verdict: Verdict
  /** Where we answer otherwise than SimGrid. */
  readonly differences: readonly Difference[]
  /** What kept the case from being played, or from its end. */
  readonly error?: string
  /** Why ours is right, where SimGrid has a quirk. */
  readonly reason?: string
}

const defaultTolerance = { rel: 1e-6, abs: 1e-9 }

/** Plays a case and compares the answers. An error is a failure, of a quirk too, and is told by its first line. */
export function playCase(played: Case): CaseResult {
  const { id, tags = [], note, tolerance = defaultTolerance } = played
  const isQuirk = tags.includes("quirk")
  const reason = isQuirk ? quirkReason(id, note) : undefined
  const told = reason === undefined ? {} : { reason }
  try {
    const differences = differencesOf(played, tolerance)
    return {
      id,
      verdict: isQuirk ? "quirk" : differences.length === 0 ? "passed" : "failed",
      differences,
      ...told,
    }
  } catch (error) {
    return { id, verdict: "failed", differences: [], error: firstLineOf(error) }
  }
}

function differencesOf(played: Case, tolerance: NonNullable<Case["tolerance"]>): Difference[] {
  return played.kind === "lmm"
    ? compare(played.expect, playSystem(played), tolerance)
    : compare(played.expect, playSimulation(played), tolerance)
}

function firstLineOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0]!
}
