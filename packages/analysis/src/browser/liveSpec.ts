import type { VegaLiteSpec } from "../figure/figure.ts"

type Node = Readonly<Record<string, unknown>>

/** Drag to move, control and wheel (which is what a pinch sends) to zoom, double click for the whole again. */
const panAndZoom = {
  name: "shown",
  bind: "scales",
  select: {
    type: "interval",
    zoom: "wheel![event.ctrlKey]",
    clear: "dblclick",
  },
}

/** Marks are cut at the border of their panel once it shows a part: before, points on an axis are whole, as in the picture. */
const whereMoved = { expr: "isObject(shown_tuple)" }

/**
 * A specification for a live chart: where a panel stands alone, what its continuous axes show can be moved and zoomed, and it is
 * no wider than `width` px. The specification itself is left as it is, with its data.
 */
export function liveSpec(spec: VegaLiteSpec, width: number): VegaLiteSpec {
  if (!("layer" in spec || "mark" in spec)) return spec
  const moving = withPanAndZoom(spec)
  const live = moving === undefined ? spec : clipped(moving)
  const share = width / Number(spec.width)
  if (!(share < 1)) return live
  return { ...withNarrowLegends(live, share), width, autosize: { type: "fit-x", contains: "padding" } }
}

/** Whether {@link liveSpec} lets readers move and zoom. */
export function canZoom(spec: VegaLiteSpec): boolean {
  return ("layer" in spec || "mark" in spec) && withPanAndZoom(spec) !== undefined
}

/** The view with the selection in its first part that has a continuous axis; undefined when there is none. */
function withPanAndZoom(view: Node, above: Node = {}): Node | undefined {
  const own = isNode(view.encoding) ? view.encoding : {}
  const encoding = { ...above, ...own }
  if (!Array.isArray(view.layer)) {
    const encodings = ["x", "y"].filter((channel) => isContinuous(encoding[channel]))
    if (encodings.length === 0 || view.mark === undefined) return undefined
    const params = Array.isArray(view.params) ? view.params : []
    return {
      ...view,
      params: [...params, { ...panAndZoom, select: { ...panAndZoom.select, encodings } }],
    }
  }
  for (const [index, layer] of view.layer.entries()) {
    const changed = isNode(layer) ? withPanAndZoom(layer, encoding) : undefined
    if (changed !== undefined) return { ...view, layer: view.layer.with(index, changed) }
  }
  return undefined
}

function clipped(view: Node): Node {
  if (Array.isArray(view.layer)) return { ...view, layer: view.layer.map(clipped) }
  const mark = isNode(view.mark) ? view.mark : { type: view.mark }
  return mark.clip === true ? view : { ...view, mark: { ...mark, clip: whereMoved } }
}

/** Legends with as many columns as fit a part of the width. */
function withNarrowLegends(view: Node, share: number): Node {
  const layer = Array.isArray(view.layer)
    ? { layer: view.layer.map((each) => withNarrowLegends(each, share)) }
    : {}
  if (!isNode(view.encoding)) return { ...view, ...layer }
  const channels = Object.entries(view.encoding).map(([channel, definition]) => {
    if (!isNode(definition) || !isNode(definition.legend)) return [channel, definition]
    const { columns } = definition.legend
    const fewer = Math.max(1, Math.floor(Number(columns ?? 1) * share))
    return [channel, { ...definition, legend: { ...definition.legend, columns: fewer } }]
  })
  return { ...view, ...layer, encoding: Object.fromEntries(channels) }
}

function isContinuous(definition: unknown): boolean {
  return (
    isNode(definition) &&
    "field" in definition &&
    !("bin" in definition) &&
    (definition.type === "quantitative" || definition.type === "temporal")
  )
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
