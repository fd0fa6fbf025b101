/** The program of the page: what is hidden without it is shown, and made to work. */
import type { Replay } from "../replay/replay.ts"
import { all, dataIn, element, found } from "./dom.ts"
import { filterPage } from "./filterPage.ts"
import { interactiveFigures } from "./interact.ts"
import { openFiles } from "./openFile.ts"
import { showReplay } from "./replayViewer.ts"

for (const part of all(document, "[data-live]")) {
  // The filter decides on this one.
  if (part.id !== "clear") part.hidden = false
}
filterPage()
interactiveFigures()
for (const figure of all(document, "figure.replay")) {
  const stage = element("div")
  found(figure, "figcaption").before(stage)
  showReplay(stage, dataIn(figure) as Replay, `Replay: ${found(figure, "h3").textContent}`)
}
openFiles()
