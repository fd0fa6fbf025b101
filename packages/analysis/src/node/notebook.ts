import type { TraceTable } from "@placelab/core"
import { placementChart } from "../charts/placementChart.ts"
import {
  type Claim,
  type ClaimInput,
  checkClaim,
  claimMime,
  type QuoteInput,
  quotedClaim,
} from "../claims/claim.ts"
import { verdictLabel } from "../claims/verdict.ts"
import { type Figure, figureMime, isFigureId } from "../figure/figure.ts"
import { placementRows } from "../replay/placementRows.ts"
import { replayMime, type ShownReplay } from "../replay/replay.ts"
import { replayOf } from "../replay/replayOf.ts"
import { replayText } from "../replay/replayText.ts"
import { claimHtml } from "./claimHtml.ts"
import { renderFigure } from "./render.ts"

/** One output of a cell in several formats, of which a front end shows the best that it knows. */
type Bundle = Readonly<Record<string, unknown>> & { readonly "text/plain": string }

/** What the notebook's kernel offers; absent in plain Node. */
type NotebookDisplay = (data: Bundle, metadata: Readonly<Record<string, unknown>>) => void

/** Shows a bundle under the running cell; prints its text where there is no notebook. */
function show(bundle: Bundle): void {
  const display = (globalThis as { __notebookDisplay?: NotebookDisplay }).__notebookDisplay
  if (display) display(bundle, {})
  else console.log(bundle["text/plain"])
}

/**
 * Draws a figure and shows it under the cell: the picture, the vega-lite spec, and the rendered figure for whoever
 * collects them. In plain Node it prints a line.
 *
 * Errors    as {@link renderFigure}.
 *
 * @example
 * await figure({ id: "time-by-rate", title, caption, source, reproduces: "same shape", spec: lineChart(options) })
 */
export async function figure(input: Figure): Promise<void> {
  const rendered = await renderFigure(input)
  show({
    [figureMime]: rendered,
    // The newest version that notebook front ends know; they draw these specs alike.
    "application/vnd.vegalite.v5+json": input.spec,
    "image/png": rendered.png,
    "text/plain": `figure ${input.id}: ${input.title}`,
  })
}

/** What {@link replay} needs. */
export interface ReplayInput extends Pick<ShownReplay, "id" | "title" | "caption"> {
  /** The trace of a run, such as `run.trace.records`. */
  readonly trace: TraceTable
}

/**
 * Shows a run under the cell: what it holds, in a line, and the replay for whoever collects it to be played on a page. In plain Node
 * it prints the line.
 *
 * Errors    RangeError for an id that is none; as {@link replayOf}.
 *
 * @example
 * await replay({ id: "one-run", title, caption, trace: run.trace.records })
 */
export async function replay({ id, title, caption, trace }: ReplayInput): Promise<void> {
  if (!isFigureId(id)) {
    throw new RangeError(
      `replay "${id}": the id is no name for an address, expected lower case letters, digits and single hyphens such as "one-run"`,
    )
  }
  const shown: ShownReplay = { id, title, caption, replay: replayOf(trace) }
  show({
    [replayMime]: shown,
    ...(await pictureOf(shown)),
    "text/plain": `replay ${id}: ${title}. ${replayText(shown.replay)}`,
  })
}

/** Of runs that fit into one; others have their text. */
async function pictureOf({ id, title, caption, replay }: ShownReplay): Promise<Record<string, string>> {
  if (replay.vms.length > vmsOfPicture || replay.residencies.length === 0) return {}
  const spec = placementChart(placementRows(replay))
  const { png } = await renderFigure({ id, title, caption, source: "a run", reproduces: "our own", spec })
  return { "image/png": png }
}

/** The most VMs that a picture of a run shows. */
const vmsOfPicture = 160

/**
 * Checks a claim, shows its verdict under the cell, and returns it. A miss does not throw, so that the rest of the
 * notebook still runs: whoever runs notebooks fails on claims that missed and may not.
 *
 * Errors    as {@link checkClaim}.
 */
export function claim(input: ClaimInput): Claim {
  return showClaim(checkClaim(input))
}

/**
 * Shows a published value that is only cited under the cell, and returns it.
 *
 * Errors    as {@link quotedClaim}.
 */
export function quote(input: QuoteInput): Claim {
  return showClaim(quotedClaim(input))
}

function showClaim(shown: Claim): Claim {
  const regenerated =
    shown.verdict === "quoted" ? `not regenerated: ${shown.reason}` : `regenerated: ${shown.regenerated}`
  show({
    [claimMime]: shown,
    "text/html": claimHtml(shown),
    "text/plain": `${verdictLabel(shown.verdict)} ${shown.id}: ${shown.statement} (published: ${shown.published}; ${regenerated})`,
  })
  return shown
}
