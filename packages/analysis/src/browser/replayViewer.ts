import { placementAt } from "../replay/placementAt.ts"
import type { Replay } from "../replay/replay.ts"
import { dateText, placementText, replayText } from "../replay/replayText.ts"
import { prepared } from "./canvas.ts"
import { button, replayKey } from "./controls.ts"
import { element } from "./dom.ts"
import { drawOverview, overviewMargin, overviewOf } from "./drawOverview.ts"
import { Playback } from "./playback.ts"
import { eventAfter, eventBefore, eventsOf, type ReplayEvent } from "./replayEvents.ts"
import { speeds, suitableSpeed } from "./speeds.ts"
import { StatePanel } from "./statePanel.ts"
import { Timeline } from "./timeline.ts"

/** Steps of the slider over a whole replay. */
const steps = 1000
const zoomFactor = 1.6
const overviewHeight = 40

/** Puts a replay that can be played into an element; gives what ends it. */
export function showReplay(root: HTMLElement, replay: Replay, title: string): () => void {
  const { end } = replay
  const events = eventsOf(replay)
  const overview = overviewOf(replay)
  const playback = new Playback(end, suitableSpeed(end), changed)
  const timeline = new Timeline(replay, placementAt(replay, 0), seek, drawStrip)
  const panel = new StatePanel(replay, find)
  const spoken = element("p", { class: "unseen", role: "status", "aria-live": "polite" })

  const play = button("Play", "play", toggle, "Play")
  const speed = element(
    "select",
    { "aria-label": "Speed" },
    ...speeds.map((each) =>
      element("option", { value: each, selected: each === playback.speed }, `× ${each}`),
    ),
  )
  speed.title = "Speed: simulated seconds in each real one"
  speed.addEventListener("change", () => {
    playback.speed = Number(speed.value)
  })
  const controls = element(
    "div",
    { class: "controls" },
    button("Event before", "before", () => step(eventBefore(events, playback.date))),
    play,
    button("Event after", "after", () => step(eventAfter(events, playback.date))),
    speed,
    element("span", { class: "gap" }),
    button("Zoom out", "out", () => timeline.zoom(zoomFactor)),
    button("Zoom in", "in", () => timeline.zoom(1 / zoomFactor)),
  )
  const strip = element("canvas", { class: "strip", "aria-hidden": "true" })
  strip.addEventListener("pointerdown", (event) => {
    strip.setPointerCapture(event.pointerId)
    seekInStrip(event)
  })
  strip.addEventListener("pointermove", (event) => {
    if (strip.hasPointerCapture(event.pointerId)) seekInStrip(event)
  })
  const slider = element("input", {
    type: "range",
    min: 0,
    max: steps,
    step: 1,
    value: 0,
    "aria-label": "Date",
  })
  slider.addEventListener("input", () => seek((slider.valueAsNumber / steps) * end))
  const viewer = element(
    "div",
    { class: "viewer", role: "group", "aria-label": title },
    element("p", { class: "unseen" }, replayText(replay)),
    controls,
    strip,
    slider,
    element("div", { class: "both" }, timeline.root, panel.root),
    replayKey(),
    spoken,
  )
  viewer.addEventListener("keydown", pressed)
  root.replaceChildren(viewer)
  const observer = new ResizeObserver(drawStrip)
  observer.observe(viewer)
  changed()
  return () => {
    playback.pause()
    observer.disconnect()
    root.replaceChildren()
  }

  function seek(date: number): void {
    playback.seek(date)
  }

  function step(event: ReplayEvent | undefined): void {
    if (playback.isPlaying) playback.pause()
    if (event === undefined) return
    find(event.host)
    seek(event.date)
  }

  /** Shows a machine in the picture and beside it. */
  function find(host: number): void {
    timeline.reveal(host)
    panel.reveal(host)
  }

  function toggle(): void {
    if (playback.isPlaying) playback.pause()
    else playback.play()
  }

  /** Shows the date of the playback everywhere. */
  function changed(): void {
    const { date, isPlaying } = playback
    const placement = placementAt(replay, date)
    timeline.show(placement)
    panel.show(placement)
    drawStrip()
    slider.value = String(Math.round((date / end) * steps))
    slider.setAttribute("aria-valuetext", dateText(date))
    const label = isPlaying ? "Pause" : "Play"
    if (play.getAttribute("aria-label") !== label) {
      play.setAttribute("aria-label", label)
      play.className = label.toLowerCase()
      play.lastChild!.textContent = label
    }
    // Nobody can listen to every frame.
    if (!isPlaying) spoken.textContent = placementText(replay, placement)
  }

  function drawStrip(): void {
    const width = strip.parentElement?.clientWidth ?? 0
    if (width === 0) return
    const context = prepared(strip, width, overviewHeight)
    drawOverview(context, overview, timeline.window, playback.date, [width, overviewHeight])
  }

  function seekInStrip(event: PointerEvent): void {
    const { left, width } = strip.getBoundingClientRect()
    seek(((event.clientX - left - overviewMargin) / (width - 2 * overviewMargin)) * end)
  }

  function pressed(event: KeyboardEvent): void {
    const { target, key, altKey, ctrlKey, metaKey } = event
    if (altKey || ctrlKey || metaKey || target === speed) return
    const isButton = target instanceof HTMLButtonElement
    const actions: Readonly<Record<string, (() => void) | false>> = {
      " ": !isButton && toggle,
      ArrowLeft: target !== slider && (() => step(eventBefore(events, playback.date))),
      ArrowRight: target !== slider && (() => step(eventAfter(events, playback.date))),
      Home: () => seek(0),
      End: () => seek(end),
      "+": () => timeline.zoom(1 / zoomFactor),
      "=": () => timeline.zoom(1 / zoomFactor),
      "-": () => timeline.zoom(zoomFactor),
    }
    const action = Object.hasOwn(actions, key) && actions[key]
    if (!action) return
    event.preventDefault()
    action()
  }
}
