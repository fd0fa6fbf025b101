import type { Claim, Verdict } from "../claims/claim.ts"
import { verdictLabel } from "../claims/verdict.ts"
import { escapeHtml } from "../page/escape.ts"

/** Text and background of a badge. */
const colours: Readonly<Record<Verdict, readonly [string, string]>> = {
  held: ["#14532d", "#dcf2e3"],
  missed: ["#8b1a1a", "#fde4e1"],
  quoted: ["#3f4a5a", "#e8ecf1"],
}

/** A claim as a table of one row, styled in place, as notebooks drop style sheets. */
export function claimHtml(claim: Claim): string {
  const [text, background] = colours[claim.verdict]
  const badge = `<span style="color:${text};background:${background};padding:2px 8px;border-radius:9px;white-space:nowrap">${verdictLabel(claim.verdict)}</span>`
  const cells = [badge, `<b>${escapeHtml(claim.id)}</b>: ${escapeHtml(claim.statement)}`]
  cells.push(`<i>published</i> ${escapeHtml(claim.published)}`)
  if (claim.regenerated !== "") cells.push(`<i>regenerated</i> ${escapeHtml(claim.regenerated)}`)
  if (claim.reason !== undefined && claim.verdict !== "held") cells.push(escapeHtml(claim.reason))
  const row = cells.map((cell) => `<td style="text-align:left;padding:4px 10px 4px 0">${cell}</td>`).join("")
  return `<table style="border-collapse:collapse"><tr>${row}</tr></table>`
}
