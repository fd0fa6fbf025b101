import { verdicts } from "../claims/verdict.ts"
import { reproductions } from "../figure/figure.ts"
import { escapeHtml } from "./escape.ts"

/**
 * What is shown of the page. The radio buttons work by the style sheet alone; what is `data-live` is hidden until the script that
 * makes it work shows it.
 */
export const filterForm = `<div class="filter" role="search" aria-label="What is shown">
<p class="search" data-live hidden><label for="words">Search titles, captions, claims and sources</label>
<input type="search" id="words" autocomplete="off" spellcheck="false"></p>
${radios("show", "Show claims", verdicts)}
${radios("kind", "Show figures with", reproductions)}
<p class="left" data-live hidden><span id="left" role="status" aria-live="polite"></span> <button type="button" id="clear" hidden>Clear the filter</button></p>
</div>`

/** Radio buttons `NAME-VALUE`; blanks of a value are hyphens in its id. */
function radios(name: string, legend: string, values: readonly string[]): string {
  const buttons = ["all", ...values].map(
    (value) =>
      `<label><input type="radio" name="${name}" id="${name}-${slug(value)}" value="${escapeHtml(value)}"${value === "all" ? " checked" : ""}> ${escapeHtml(value)}</label>`,
  )
  return `<fieldset>\n<legend>${legend}</legend>\n${buttons.join("\n")}\n</fieldset>`
}

/** The style rules by which the radio buttons hide what has another verdict or kind, and what then is empty. */
export const filterRules = [
  ...verdicts.map((verdict) => rule("show", verdict, ".experiment tbody tr", `.is-${verdict}`)),
  ...reproductions.map((kind) => rule("kind", kind, "figure", `[data-kind="${kind}"]`)),
].join("\n")

function rule(name: string, value: string, item: string, wanted: string): string {
  const chosen = `body:has(#${name}-${slug(value)}:checked)`
  const around = name === "show" ? [".experiment table", ".experiment"] : [".experiment"]
  const empty = around.map((each) => `${chosen} ${each}:not(:has(${wanted}))`)
  return `${[`${chosen} ${item}:not(${wanted})`, ...empty].join(", ")} { display: none; }`
}

function slug(value: string): string {
  return value.replaceAll(" ", "-")
}
