/** The part of a replay that the picture shows, in seconds. */
export interface TimeWindow {
  readonly from: number
  readonly to: number
}

/** What part of a replay the narrowest window is. */
const narrowest = 1 / 2000

/** The window with `factor` times the span, in which `around` stays where it is, within 0 and `end`. */
export function zoomed({ from, to }: TimeWindow, factor: number, around: number, end: number): TimeWindow {
  const span = Math.min(end, Math.max(end * narrowest, (to - from) * factor))
  const share = (around - from) / (to - from)
  return within({ from: around - share * span, to: around + (1 - share) * span }, end)
}

/** The window moved by some seconds, within 0 and `end`. */
export function moved({ from, to }: TimeWindow, by: number, end: number): TimeWindow {
  return within({ from: from + by, to: to + by }, end)
}

/** The window, moved just as far as to show `date` away from its borders. */
export function showing(window: TimeWindow, date: number, end: number): TimeWindow {
  const { from, to } = window
  const margin = (to - from) * 0.05
  if (date < from + margin) return moved(window, date - (from + margin), end)
  if (date > to - margin) return moved(window, date - (from + (to - from) * 0.25), end)
  return window
}

/** Round dates within a window, about `count` of them. */
export function ticksOf({ from, to }: TimeWindow, count: number): number[] {
  const least = (to - from) / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(least))
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= least)!
  const first = Math.ceil(from / step)
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => (first + i) * step)
}

/** The window moved into 0 to `end`. */
function within({ from, to }: TimeWindow, end: number): TimeWindow {
  const span = Math.min(end, to - from)
  const start = Math.min(Math.max(0, from), end - span)
  return { from: start, to: start + span }
}
