import { element } from "./dom.ts"

/** Shapes of 16 x 16. */
const icons: Readonly<Record<string, string>> = {
  before: "M3 3h2v10H3zM13 3v10L6 8z",
  after: "M11 3h2v10h-2zM3 3v10l7-5z",
  play: "M4 2.5v11L13 8z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
  out: "M3 7h10v2H3z",
  in: "M3 7h4V3h2v4h4v2H9v4H7V9H3z",
}

/** A button with a name, the icon of a class, and maybe a text. */
export function button(name: string, kind: string, action: () => void, text?: string): HTMLButtonElement {
  const made = element("button", { type: "button", class: kind, "aria-label": name, title: name })
  made.append(...(kind === "play" ? [icon("play"), icon("pause")] : [icon(kind)]))
  if (text !== undefined) made.append(element("span", {}, text))
  made.addEventListener("click", action)
  return made
}

function icon(kind: string): Element {
  const space = "http://www.w3.org/2000/svg"
  const picture = document.createElementNS(space, "svg")
  picture.setAttribute("viewBox", "0 0 16 16")
  picture.setAttribute("class", `icon-${kind}`)
  picture.setAttribute("aria-hidden", "true")
  const path = document.createElementNS(space, "path")
  path.setAttribute("d", icons[kind]!)
  picture.append(path)
  return picture
}

/** What shapes and colours of a replay mean. */
export function replayKey(): HTMLElement {
  const entries = [
    ["home", "VM where it started"],
    ["moved", "VM that has come by a migration"],
    ["link", "migration"],
    ["lost", "migration that failed"],
    ["over", "machine overloaded"],
    ["seen", "noticed by the scheduler"],
    ["off", "machine off"],
  ] as const
  return element(
    "ul",
    { class: "key-of-replay" },
    ...entries.map(([kind, text]) => element("li", {}, element("i", { class: kind }), text)),
  )
}
