import type { Claim } from "../claims/claim.ts"
import type { RenderedFigure } from "../figure/figure.ts"
import type { ShownReplay } from "../replay/replay.ts"
import { counted } from "../replay/replayText.ts"
import { badgeKey, verdictCounts } from "./badges.ts"
import { claimsTable } from "./claimsTable.ts"
import { escapeHtml } from "./escape.ts"
import { figureBlock } from "./figureBlock.ts"
import { filterForm } from "./filterForm.ts"
import { inlineScript } from "./inline.ts"
import { replayBlock, replayFileSection } from "./replayBlock.ts"
import { style } from "./style.ts"

/** One notebook's part of the {@link page}. */
export interface PageNotebook {
  /** File name without extension: the folder of its pictures. */
  readonly name: string
  readonly title: string
  /** The question that the notebook answers. */
  readonly question: string
  readonly figures: readonly RenderedFigure[]
  readonly replays: readonly ShownReplay[]
  readonly claims: readonly Claim[]
}

/** What the {@link page} shows. */
export interface PageContent {
  readonly title: string
  readonly notebooks: readonly PageNotebook[]
  /**
   * The program that makes the page live: `pageScript()` of `@placelab/analysis/node`. Without it there are pictures, claims and
   * the radio buttons that filter them, but no search, live charts or replays.
   */
  readonly script?: string
}

/** Nothing is loaded but what is in the page, and no text is run as a program. */
const policy =
  "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"

/**
 * One HTML page with every figure, claim and replay, published beside regenerated. It holds its pictures and its program and needs
 * no network; links to `<notebook>/<figure>.svg` and `.png` lead to files beside it.
 *
 * Deterministic  The same content gives the same bytes: no dates.
 *
 * @example
 * page({ title: "placelab: figures", notebooks: [{ name: "migration", title, question, figures, replays, claims }], script: pageScript() })
 */
export function page(content: PageContent): string {
  const { title, notebooks, script } = content
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
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
<p data-live hidden><a href="#replay-file">Replay a result file</a> <span class="soft">of a run of your own</span></p>
</nav>
<main id="figures">
${filterForm}
${notebooks.map(section).join("\n")}
${replayFileSection}
</main>
${script === undefined ? "" : `<script>${inlineScript(script)}</script>\n`}</body>
</html>
`
}

function contentsEntry({ name, title, figures, replays, claims }: PageNotebook, index: number): string {
  const counts = [counted(figures.length, "figure"), counted(claims.length, "claim")]
  if (replays.length > 0) counts.splice(1, 0, counted(replays.length, "replay"))
  return `<li value="${index + 1}"><a href="#${escapeHtml(encodeURIComponent(name))}">${escapeHtml(title)}</a> <span class="soft">${counts.join(", ")}</span></li>`
}

function section({ name, title, question, figures, replays, claims }: PageNotebook): string {
  const blocks = figures.map((figure) => figureBlock(name, figure))
  blocks.push(...replays.map((replay) => replayBlock(name, replay)))
  if (claims.length > 0) blocks.push(claimsTable(claims))
  return `<section class="experiment" id="${escapeHtml(name)}" aria-labelledby="${escapeHtml(name)}--title">
<h2 id="${escapeHtml(name)}--title">${escapeHtml(title)}</h2>
<p class="question">${escapeHtml(question)}</p>
${blocks.join("\n")}
</section>`
}
