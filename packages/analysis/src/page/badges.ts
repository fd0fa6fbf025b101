import type { Claim } from "../claims/claim.ts"
import { verdictLabel, verdicts } from "../claims/verdict.ts"

/** How many claims held, missed and are quoted. */
export function verdictCounts(claims: readonly Claim[]): string {
  const foreseen = claims.filter(({ verdict, mayMiss }) => verdict === "missed" && mayMiss).length
  const entries = verdicts.map((verdict) => {
    const count = claims.filter((claim) => claim.verdict === verdict).length
    const note = verdict === "missed" && foreseen > 0 ? ` (${foreseen} foreseen)` : ""
    return `<li><span class="badge ${verdict}">${verdictLabel(verdict)}: ${count}${note}</span></li>`
  })
  return `<ul class="summary" aria-label="Claims by verdict">${entries.join("")}</ul>`
}

/** What the badges mean. */
export const badgeKey = `<details class="key">
<summary>What the badges mean</summary>
<dl>
${[
  [
    "reproduces",
    "same numbers",
    "The regenerated values equal the published ones, within the stated tolerance.",
  ],
  [
    "reproduces",
    "same shape",
    "The curves rise, bend and meet alike; single values were not published or differ.",
  ],
  ["reproduces", "same ordering", "The same things are larger and smaller; the distances differ."],
  ["reproduces", "our own", "Nothing like it was published."],
  ["held", verdictLabel("held"), "The regenerated numbers agree with the claim."],
  ["missed", verdictLabel("missed"), "They do not; foreseen where a reason is given."],
  ["quoted", verdictLabel("quoted"), "The published value is cited and was not regenerated."],
]
  .map(([kind, label, meaning]) => `<dt><span class="badge ${kind}">${label}</span></dt><dd>${meaning}</dd>`)
  .join("\n")}
</dl>
</details>`
