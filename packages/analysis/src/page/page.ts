import type { Claim } from "../claims/claim.ts"
import type { RenderedFigure } from "../figure/figure.ts"
import { badgeKey, verdictCounts } from "./badges.ts"
import { claimsFilter, claimsTable } from "./claimsTable.ts"
import { escapeHtml } from "./escape.ts"
import { figureBlock } from "./figureBlock.ts"
import { style } from "./style.ts"

/** One notebook's part of the {@link page}. */
export interface PageNotebook {
  /** File name without extension: the folder of its pictures. */
  readonly name: string
  readonly title: string
  /** The question that the notebook answers. */
  readonly question: string
  readonly figures: readonly RenderedFigure[]
  readonly claims: readonly Claim[]
}

/** What the {@link page} shows. */
export interface PageContent {
  readonly title: string
  readonly notebooks: readonly PageNotebook[]
}

/**
 * One HTML page with every figure and claim, published beside regenerated. It holds its pictures and needs no
 * network; links to `<notebook>/<figure>.svg` and `.png` lead to files beside it.
 *
 * Deterministic  The same content gives the same bytes: no dates.
 *
 * @example
 * page({ title: "placelab: figures", notebooks: [{ name: "migration", title, question, figures, claims }] })
 */
export function page(content: PageContent): string {
  const { title, notebooks } = content
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#figures">Skip to the figures</a>
<header>
<h1>${escapeHtml(title)}</h1>
<p>Published experiments, run again. Each section is a notebook: it asks a question, regenerates the figures that answered it, and checks what was claimed. Published values stand beside regenerated ones.</p>
${verdictCounts(notebooks.flatMap(({ claims }) => claims))}
${badgeKey}
</header>
<nav aria-labelledby="contents">
<h2 id="contents">Contents</h2>
<ol>
${notebooks.map(contentsEntry).join("\n")}
</ol>
</nav>
<main id="figures">
${claimsFilter}
${notebooks.map(section).join("\n")}
</main>
</body>
</html>
`
}

function contentsEntry({ name, title, figures, claims }: PageNotebook): string {
  const counts = `${plural(figures.length, "figure")}, ${plural(claims.length, "claim")}`
  return `<li><a href="#${escapeHtml(encodeURIComponent(name))}">${escapeHtml(title)}</a> <span class="soft">${counts}</span></li>`
}

function section({ name, title, question, figures, claims }: PageNotebook): string {
  const blocks = figures.map((figure) => figureBlock(name, figure))
  if (claims.length > 0) blocks.push(claimsTable(claims))
  return `<section id="${escapeHtml(name)}" aria-labelledby="${escapeHtml(name)}--title">
<h2 id="${escapeHtml(name)}--title">${escapeHtml(title)}</h2>
<p class="question">${escapeHtml(question)}</p>
${blocks.join("\n")}
</section>`
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`
}
