import type { Verdict } from "./claim.ts"

/** All verdicts, in the order in which they are listed. */
export const verdicts: readonly Verdict[] = ["held", "missed", "quoted"]

const symbols: Readonly<Record<Verdict, string>> = { held: "✓", missed: "✗", quoted: "“”" }

/** A verdict with a symbol, so that it is not told by colour alone. */
export function verdictLabel(verdict: Verdict): string {
  return `${symbols[verdict]} ${verdict}`
}
