/** A canvas of some CSS pixels, sharp on screens with more; cleared. */
export function prepared(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  const ratio = window.devicePixelRatio
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide
    canvas.height = high
    canvas.style.width = `${width}px`
    canvas.style.height = `${height}px`
  }
  const context = canvas.getContext("2d")
  if (context === null) throw new Error("canvas: this browser cannot draw on it")
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  return context
}

/** Fills a rectangle with diagonal lines, which stay where they are on the canvas when the rectangle moves along them. */
export function hatch(
  context: CanvasRenderingContext2D,
  colour: string,
  [x, y, width, height]: readonly [number, number, number, number],
): void {
  const gap = 7
  context.save()
  context.beginPath()
  context.rect(x, y, width, height)
  context.clip()
  context.beginPath()
  const sum = x + y
  for (let c = Math.floor(sum / gap) * gap; c <= sum + width + height; c += gap) {
    // x + y = c
    context.moveTo(c - y, y)
    context.lineTo(c - y - height, y + height)
  }
  context.strokeStyle = colour
  context.lineWidth = 1.3
  context.stroke()
  context.restore()
}

/** A text that is cut where it would be wider than `width` px. */
export function cut(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text
  for (let length = text.length - 1; length > 0; length--) {
    const shorter = `${text.slice(0, length)}…`
    if (context.measureText(shorter).width <= width) return shorter
  }
  return ""
}
