import embed, { type Result } from "vega-embed"
import type { VegaLiteSpec } from "../figure/figure.ts"
import { all, dataIn, element, found } from "./dom.ts"
import { canZoom, liveSpec } from "./liveSpec.ts"

/** Every figure gets its button, which puts a live chart in the place of the picture, and the picture back. */
export function interactiveFigures(): void {
  for (const figure of all(document, "figure:has(.interact)")) interactive(figure)
}

function interactive(figure: HTMLElement): void {
  const button = found(figure, ".interact")
  const label = found(button, "span")
  const picture = found<HTMLImageElement>(figure, "img")
  const title = found(figure, "h3").textContent ?? ""
  let live: { readonly stage: HTMLElement; readonly chart: Result } | undefined
  let isBusy = false

  button.addEventListener("click", async () => {
    if (isBusy) return
    isBusy = true
    if (live === undefined) await start()
    else back()
    isBusy = false
  })

  async function start(): Promise<void> {
    const spec = dataIn(figure) as VegaLiteSpec
    const chartBox = element("div")
    const stage = element(
      "div",
      { class: "live", role: "group", "aria-label": `Live chart: ${title}` },
      chartBox,
    )
    picture.before(stage)
    // In the page but unseen until it is drawn, so that nothing jumps.
    const room = figure.clientWidth - paddingOf(figure)
    try {
      live = { stage, chart: await draw(chartBox, spec, room, figure.id) }
    } catch (error) {
      stage.replaceChildren(element("p", { role: "alert" }, `The chart cannot be drawn: ${messageOf(error)}`))
      return
    }
    stage.append(element("p", { class: "soft hint" }, hint(spec)))
    picture.hidden = true
    label.textContent = "Back to the picture"
  }

  function back(): void {
    live?.chart.finalize()
    live?.stage.remove()
    live = undefined
    picture.hidden = false
    label.textContent = "Interact"
  }
}

async function draw(box: HTMLElement, spec: VegaLiteSpec, width: number, name: string): Promise<Result> {
  const result = await embed(box, liveSpec(spec, width) as Parameters<typeof embed>[1], {
    mode: "vega-lite",
    // Expressions are interpreted: nothing is compiled from text.
    ast: true,
    tooltip: true,
    config: { mark: { tooltip: true } },
    actions: { export: true, source: false, compiled: false, editor: false },
    downloadFileName: name,
    i18n: { CLICK_TO_VIEW_ACTIONS: "Save the chart" },
  })
  // vega-embed draws them when a mouse is pressed; keyboards have none.
  const menu = found<HTMLDetailsElement>(box, "details")
  menu.addEventListener("toggle", async () => {
    if (!menu.open) return
    for (const link of all(menu, "a[download]") as HTMLAnchorElement[]) {
      link.href = await result.view.toImageURL(link.download.endsWith(".svg") ? "svg" : "png")
    }
  })
  return result
}

function hint(spec: VegaLiteSpec): string {
  const tips = "Point at a mark to read its values."
  return canZoom(spec) ? `${tips} Drag to move, Ctrl and wheel to zoom, double click for the whole.` : tips
}

function paddingOf(figure: HTMLElement): number {
  const { paddingLeft, paddingRight } = getComputedStyle(figure)
  return Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
