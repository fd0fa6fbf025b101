import type { Placement } from "../replay/placementAt.ts"
import type { Replay } from "../replay/replay.ts"
import { prepared } from "./canvas.ts"
import { element } from "./dom.ts"
import { drawTimeline } from "./drawTimeline.ts"
import { hostRows, layoutOf, linksOf, type RowLayout } from "./hostRows.ts"
import { timelineHit } from "./timelineHit.ts"
import { axisHeight, dateAt, type TimelineData, type TimelineView } from "./timelineView.ts"
import { moved, showing, type TimeWindow, zoomed } from "./timeWindow.ts"

/** The picture of a replay in the page: it scrolls over its machines, and zooms in time. */
export class Timeline {
  readonly root: HTMLElement
  window: TimeWindow
  readonly #data: TimelineData
  readonly #canvas = element("canvas", { "aria-hidden": "true" })
  readonly #below = element("div")
  readonly #tip = element("div", { class: "tip", "aria-hidden": "true", hidden: true })
  readonly #onSeek: (date: number) => void
  readonly #onWindow: () => void
  #placement: Placement
  #view: TimelineView | undefined
  #vm: number | undefined
  #marked: number | undefined
  #layoutOf: { readonly height: number; readonly rows: RowLayout } | undefined
  #isAsked = false

  /** `onSeek` is told of dates that a reader points to, `onWindow` when another part of the time is shown. */
  constructor(replay: Replay, placement: Placement, onSeek: (date: number) => void, onWindow: () => void) {
    const rows = hostRows(replay)
    const by = <Spell extends { readonly host: number }>(spells: readonly Spell[]): Spell[][] => {
      const lists: Spell[][] = replay.hosts.map(() => [])
      for (const spell of spells) lists[spell.host]!.push(spell)
      return lists
    }
    const [overloads, power] = [by(replay.violations), by(replay.power)]
    this.#data = { replay, rows, links: linksOf(replay, rows), overloads, power }
    this.#placement = placement
    this.#onSeek = onSeek
    this.#onWindow = onWindow
    this.window = { from: 0, to: replay.end }
    this.root = element(
      "div",
      {
        class: "timeline",
        tabindex: 0,
        role: "group",
        "aria-label":
          "Timeline: left and right arrow for the event before and after, up and down to scroll, plus and minus to zoom, space to play",
      },
      this.#canvas,
      this.#below,
      this.#tip,
    )
    this.root.addEventListener("scroll", () => this.#ask())
    this.root.addEventListener("wheel", (event) => this.#wheel(event), { passive: false })
    this.root.addEventListener("pointerdown", (event) => this.#press(event))
    this.root.addEventListener("pointermove", (event) => this.#point(event))
    this.root.addEventListener("pointerleave", () => this.#pointAt(undefined))
    new ResizeObserver(() => this.#ask()).observe(this.root)
  }

  /** Shows another date. */
  show(placement: Placement): void {
    this.#placement = placement
    const window = showing(this.window, placement.date, this.#data.replay.end)
    if (window !== this.window) this.#turn(window)
    this.#ask()
  }

  /** Zooms by a factor around the cursor: less than 1 shows less time. */
  zoom(factor: number): void {
    this.#turn(zoomed(this.window, factor, this.#placement.date, this.#data.replay.end))
  }

  /** Marks a machine, and scrolls to it when it is not in sight. */
  reveal(host: number): void {
    this.#marked = host
    this.#ask()
    const { tops } = this.#layout()
    const room = this.root.clientHeight - axisHeight
    const { scrollTop } = this.root
    if (tops[host]! >= scrollTop && tops[host + 1]! <= scrollTop + room) return
    this.root.scrollTop = tops[host]! - Math.max(0, room - (tops[host + 1]! - tops[host]!)) / 3
  }

  #turn(window: TimeWindow): void {
    this.window = window
    this.#onWindow()
    this.#ask()
  }

  /** Draws once before the next frame, however often it is asked. */
  #ask(): void {
    if (this.#isAsked) return
    this.#isAsked = true
    requestAnimationFrame(() => {
      this.#isAsked = false
      this.#draw()
    })
  }

  /** Where the rows stand; found again only when there is another height to fill. */
  #layout(): RowLayout {
    const height = mostHeight()
    if (this.#layoutOf?.height !== height) {
      this.#layoutOf = { height, rows: layoutOf(this.#data.rows, height - axisHeight) }
    }
    return this.#layoutOf.rows
  }

  #draw(): void {
    const width = this.root.clientWidth
    if (width === 0) return
    const layout = this.#layout()
    const total = layout.tops.at(-1)! + axisHeight
    const height = Math.min(total, mostHeight())
    this.root.style.height = `${height}px`
    this.#below.style.height = `${total - height}px`
    this.#view = {
      data: this.#data,
      layout,
      width,
      height,
      names: width < 480 ? 66 : 84,
      scrollTop: this.root.scrollTop,
      window: this.window,
      placement: this.#placement,
      vm: this.#vm,
      marked: this.#marked,
    }
    drawTimeline(prepared(this.#canvas, width, height), this.#view)
  }

  #wheel(event: WheelEvent): void {
    const { end } = this.#data.replay
    const span = this.window.to - this.window.from
    if (event.ctrlKey && this.#view) {
      event.preventDefault()
      const around = dateAt(this.#view, this.#inside(event)[0])
      this.#turn(zoomed(this.window, Math.exp(event.deltaY / 300), around, end))
    } else if (event.deltaX !== 0 && span < end) {
      event.preventDefault()
      this.#turn(moved(this.window, (event.deltaX / this.root.clientWidth) * span, end))
    }
  }

  #press(event: PointerEvent): void {
    const [x] = this.#inside(event)
    if (event.button !== 0 || x > this.root.clientWidth) return
    this.root.setPointerCapture(event.pointerId)
    this.#seek(x)
  }

  #point(event: PointerEvent): void {
    const [x, y] = this.#inside(event)
    if (this.root.hasPointerCapture(event.pointerId)) this.#seek(x)
    this.#pointAt([x, y])
  }

  #seek(x: number): void {
    if (this.#view === undefined) return
    this.#onSeek(Math.min(this.#data.replay.end, Math.max(0, dateAt(this.#view, x))))
  }

  /** Shows what is at a place of the canvas. */
  #pointAt(place: readonly [number, number] | undefined): void {
    const view = this.#view
    if (view === undefined) return
    const hit = place === undefined ? undefined : timelineHit(view, place)
    if (this.#vm !== hit?.vm) {
      this.#vm = hit?.vm
      this.#ask()
    }
    this.#tip.hidden = hit === undefined
    if (hit === undefined || place === undefined) return
    this.#tip.replaceChildren(...hit.lines.map((line) => element("div", {}, line)))
    const [x, y] = place
    const { offsetWidth, offsetHeight } = this.#tip
    this.#tip.style.left = `${Math.max(2, Math.min(x + 14, view.width - offsetWidth - 4))}px`
    const above = y - offsetHeight - 10
    this.#tip.style.top = `${this.root.scrollTop + (above < axisHeight ? y + 16 : above)}px`
  }

  #inside(event: MouseEvent): readonly [number, number] {
    const { left, top } = this.#canvas.getBoundingClientRect()
    return [event.clientX - left, event.clientY - top]
  }
}

/** The most height that the picture takes, px. */
function mostHeight(): number {
  return Math.round(Math.min(window.innerHeight * 0.6, window.innerWidth < 700 ? 380 : 460))
}
