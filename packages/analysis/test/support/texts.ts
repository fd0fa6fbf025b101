import { createRequire } from "node:module"
import { Resvg } from "@resvg/resvg-js"

/*
 * Where the texts of a picture stand. vega moves and turns texts, and groups around them, and nothing else; so the ink of a text, as
 * resvg draws it, is a rectangle that is moved and turned.
 */

type Point = readonly [x: number, y: number]

/** Takes a point of a text or a group to its place in the picture. */
type Transform = (point: Point) => Point

interface Text {
  readonly text: string
  /** The corners of its ink, one after the other. */
  readonly corners: readonly Point[]
}

/** The texts of a picture that have ink. */
export function textsOf(svg: string): Text[] {
  const found: Text[] = []
  const above: Transform[] = [(point) => point]
  for (const [tag, attributes, content] of svg.matchAll(/<text([^>]*[^/>])>(.*?)<\/text>|<g[^>]*>|<\/g>/gs)) {
    const outer = above.at(-1)!
    if (tag === "</g>") above.pop()
    else if (content === undefined) above.push(within(outer, tag))
    else if (!attributes!.includes('opacity="0"')) {
      const place = within(outer, tag.slice(0, tag.indexOf(">")))
      const ink = inkOf(tag.replace(/ transform="[^"]*"/, ""))
      if (ink) found.push({ text: content.replaceAll(/<[^>]*>/g, " ").trim(), corners: ink.map(place) })
    }
  }
  return found
}

/** What is wrong with the texts of a picture: those that stand on each other, that leave the picture, or that were shortened. */
export function textFaults(svg: string): string[] {
  const texts = textsOf(svg)
  const [width, height] = svg
    .match(/width="([\d.]+)" height="([\d.]+)"/)!
    .slice(1)
    .map(Number)
  const isOutside = ([x, y]: Point) => x < 0 || y < 0 || x > width! || y > height!
  return texts.flatMap(({ text, corners }, i) => [
    ...(corners.some(isOutside) ? [`"${text}" leaves the picture`] : []),
    ...(text.includes("…") ? [`"${text}" was shortened`] : []),
    ...texts
      .slice(0, i)
      .filter((other) => overlap(corners, other.corners))
      .map((other) => `"${text}" stands on "${other.text}"`),
  ])
}

/** A transform and those of a tag: translate(x, y) and rotate(degrees), from the left. */
function within(outer: Transform, tag: string): Transform {
  const list = tag.match(/transform="([^"]*)"/)?.[1] ?? ""
  return [...list.matchAll(/(\w+)\(([^)]*)\)/g)].reduce((sofar, [, name, numbers]): Transform => {
    const [a, b = 0] = numbers!.split(",").map(Number) as [number, number?]
    if (name === "translate") return ([x, y]) => sofar([x + a, y + b])
    if (name !== "rotate")
      throw new Error(`the picture has ${name}(${numbers}), expected translate or rotate`)
    const [cosine, sine] = [Math.cos((a * Math.PI) / 180), Math.sin((a * Math.PI) / 180)]
    return ([x, y]) => sofar([x * cosine - y * sine, x * sine + y * cosine])
  }, outer)
}

export const fontFiles = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((file) =>
  createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${file}`),
)
const measured = new Map<string, readonly Point[] | undefined>()

/** The corners of the ink of a text at its own origin. */
function inkOf(text: string): readonly Point[] | undefined {
  if (measured.has(text)) return measured.get(text)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">${text}</svg>`
  const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: "DejaVu Sans" }
  const box = new Resvg(svg, { font }).getBBox()
  const corners = box && boxCorners(box)
  measured.set(text, corners)
  return corners
}

function boxCorners(box: { x: number; y: number; width: number; height: number }): readonly Point[] {
  const [right, bottom] = [box.x + box.width, box.y + box.height]
  return [
    [box.x, box.y],
    [right, box.y],
    [right, bottom],
    [box.x, bottom],
  ]
}

/** Whether two rectangles have a common point: they have none when a line along a side of one of them parts them. */
function overlap(one: readonly Point[], other: readonly Point[]): boolean {
  return ![one, other].some((corners) =>
    [0, 1].some((side) => {
      const [[x0, y0], [x1, y1]] = [corners[side]!, corners[side + 1]!]
      const along = ([x, y]: Point) => x * (x1 - x0) + y * (y1 - y0)
      const [a, b] = [one.map(along), other.map(along)]
      return Math.max(...a) <= Math.min(...b) || Math.max(...b) <= Math.min(...a)
    }),
  )
}
