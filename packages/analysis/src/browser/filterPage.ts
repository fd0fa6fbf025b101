import { all, found } from "./dom.ts"
import { everything, type Filter, filterOf, hashOf, type Item, leftText, shownOf } from "./filterState.ts"

/** A part of the page that is shown or hidden as one, with what the filter asks about. */
interface Part extends Item {
  readonly root: HTMLElement
}

interface Section {
  readonly root: HTMLElement
  /** Its line in the table of contents. */
  readonly entry: HTMLElement | null
  readonly text: string
  readonly figures: readonly Part[]
  readonly claims: readonly Part[]
}

/** Makes the filter of the page work, and keeps it in the address, from which it is read first. */
export function filterPage(): void {
  const sections = all(document, "section.experiment").map(readSection)
  const words = found<HTMLInputElement>(document, "#words")
  const left = found(document, "#left")
  const clear = found<HTMLButtonElement>(document, "#clear")
  let filter = everything

  function show(next: Filter): void {
    filter = next
    const shown = sections.map((section) => shownOf(section, filter))
    sections.forEach(({ root, entry, figures, claims }, i) => {
      const { section, ...parts } = shown[i]!
      root.hidden = !section
      if (entry) entry.hidden = !section
      figures.forEach(({ root }, j) => {
        root.hidden = !parts.figures[j]
      })
      claims.forEach(({ root }, j) => {
        root.hidden = !parts.claims[j]
      })
      const table = root.querySelector("table")
      if (table) table.hidden = !parts.claims.includes(true)
    })
    const text = leftText(shown)
    if (left.textContent !== text) left.textContent = text
    clear.hidden = hashOf(filter) === ""
  }

  /** Puts a filter into the fields of the page. */
  function enter(next: Filter): void {
    if (words.value !== next.words) words.value = next.words
    for (const name of ["show", "kind"] as const) {
      for (const button of radios(name)) button.checked = button.value === next[name]
    }
    show(next)
  }

  function readFields(at = ""): void {
    const chosen = (name: string) => radios(name).find((button) => button.checked)?.value ?? "all"
    show({ words: words.value.trim(), show: chosen("show"), kind: chosen("kind") })
    history.replaceState(null, "", hashOf(filter, at) || location.pathname + location.search)
  }

  function readAddress(): void {
    const { hash } = location
    const choices = { show: radios("show").map(choiceOf), kind: radios("kind").map(choiceOf) }
    const told = filterOf(hash, choices)
    if (told !== undefined) {
      const { at, ...next } = told
      enter(next)
      if (at !== "") document.getElementById(at)?.scrollIntoView()
      // A link of the page was followed: what is shown stays as it is, and in the address.
    } else if (hash !== "") readFields(decodeURIComponent(hash.slice(1)))
    else enter(everything)
  }

  words.addEventListener("input", () => readFields())
  for (const button of [...radios("show"), ...radios("kind")])
    button.addEventListener("change", () => readFields())
  clear.addEventListener("click", () => {
    enter(everything)
    readFields()
    words.focus()
  })
  window.addEventListener("hashchange", readAddress)
  if (location.hash === "")
    readFields() // Browsers restore the fields of pages that they show again.
  else readAddress()
}

function readSection(root: HTMLElement): Section {
  const texts = (from: HTMLElement, selector: string) =>
    all(from, selector)
      .map((each) => each.textContent ?? "")
      .join(" ")
  const hash = `#${encodeURIComponent(root.id)}`
  return {
    root,
    entry:
      all(document, "nav a")
        .find((link) => link.getAttribute("href") === hash)
        ?.closest("li") ?? null,
    text: texts(root, "h2, .question"),
    figures: all(root, "figure").map((figure) => ({
      root: figure,
      text: texts(figure, "h3, figcaption > p:not(.facts), .badge, .source"),
      has: figure.dataset.kind,
    })),
    claims: all(root, "tbody tr").map((row) => ({
      root: row,
      text: texts(row, "p"),
      has: /is-(\w+)/.exec(row.className)?.[1],
    })),
  }
}

function radios(name: string): HTMLInputElement[] {
  return all(document, `input[name="${name}"]`) as HTMLInputElement[]
}

function choiceOf({ value }: HTMLInputElement): string {
  return value
}
