/** Distance of the lines of a hatching along x, px. */
const distance = 6

/**
 * The SVG path of lines that rise across a rectangle from (0, 0) to (width, height), y downwards, all in px. As the shape of a
 * point of size 4 it is drawn as large as that.
 */
export function hatchPath(width: number, height: number): string {
  let path = ""
  // The line of k is x + y = k.
  for (let k = distance; k < width + height; k += distance) {
    const [low, high] = [Math.max(0, k - height), Math.min(width, k)]
    path += `M${rounded(low)},${rounded(k - low)}L${rounded(high)},${rounded(k - high)}`
  }
  return path
}

/** The size of a point whose shape is drawn in px. */
export const shapeInPixels = 4

/** To two digits: short paths, and the same on every machine. */
function rounded(value: number): number {
  return Math.round(100 * value) / 100
}
