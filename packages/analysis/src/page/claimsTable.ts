import type { Claim } from "../claims/claim.ts"
import { verdictLabel } from "../claims/verdict.ts"
import { escapeHtml } from "./escape.ts"

/** Claims with published beside regenerated values. The roles keep it a table where narrow screens stack its cells. */
export function claimsTable(claims: readonly Claim[]): string {
  const columns = ["Claim", "Verdict", "Published", "Regenerated"]
  return `<table role="table">
<caption>Claims</caption>
<thead role="rowgroup"><tr role="row">${columns.map((column) => `<th scope="col" role="columnheader">${column}</th>`).join("")}</tr></thead>
<tbody role="rowgroup">
${claims.map(claimRow).join("\n")}
</tbody>
</table>`
}

function claimRow(claim: Claim): string {
  const { verdict, statement, source, published, certainty, regenerated, id } = claim
  return `<tr role="row" class="is-${verdict}">
<th scope="row" role="rowheader"><p>${escapeHtml(statement)}</p><p class="soft">${escapeHtml(id)} · ${escapeHtml(source)}</p></th>
<td role="cell"><span class="badge ${verdict}">${verdictLabel(verdict)}</span></td>
<td role="cell" data-label="Published"><p>${escapeHtml(published)}</p>${certainty === undefined ? "" : `<p class="soft">${certainty}</p>`}</td>
<td role="cell" data-label="Regenerated">${[regenerated, reason(claim)]
    .filter((text) => text !== "")
    .map((text) => `<p>${escapeHtml(text)}</p>`)
    .join("")}</td>
</tr>`
}

/** Why a claim missed though it need not fail, or why it was not regenerated. */
function reason({ verdict, reason: text }: Claim): string {
  if (text === undefined || verdict === "held") return ""
  return verdict === "missed" ? `May miss: ${text}` : `Not regenerated: ${text}`
}
