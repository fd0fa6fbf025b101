import type { ShownReplay } from "../replay/replay.ts"
import { replayText } from "../replay/replayText.ts"
import { escapeHtml } from "./escape.ts"
import { inlineJson } from "./inline.ts"

/** A replay with its caption: in words, and as data for the script that plays it. Dates are rounded to milliseconds. */
export function replayBlock(notebook: string, { id, title, caption, replay }: ShownReplay): string {
  const rounded = JSON.parse(JSON.stringify(replay), (_, value) =>
    typeof value === "number" ? Math.round(value * 1000) / 1000 : value,
  )
  return `<figure class="replay" id="${escapeHtml(`${notebook}--${id}--replay`)}">
<figcaption>
<h3>${escapeHtml(title)}</h3>
<p>${escapeHtml(caption)}</p>
<p class="soft">Replay: ${escapeHtml(replayText(replay))}</p>
</figcaption>
<script type="application/json">${inlineJson(rounded)}</script>
</figure>`
}

/** Where readers open a result file of their own; hidden until the script is there that reads it. */
export const replayFileSection = `<section id="replay-file" class="opener" aria-labelledby="replay-file--title" data-live hidden>
<h2 id="replay-file--title">Replay a result file</h2>
<p class="question">See the machines of a run of your own, and who was on them when.</p>
<p>Choose the <code>events.json</code> that <code>placelab run SCENARIO.json --out DIR</code> has left in DIR, or one of VMPlaceS. It is read here and goes nowhere.</p>
<p class="drop"><label for="events">Result file</label> <input type="file" id="events" accept=".json,.jsonl,.ndjson,application/json"> <span class="soft">or drop it here</span></p>
<p class="told" role="status" aria-live="polite"></p>
<div class="replay"></div>
</section>`
