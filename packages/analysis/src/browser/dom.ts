/** A new element with attributes (`true` for those without a value, `false` for none) and what is in it. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | number | boolean>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : String(value))
  }
  made.append(...children)
  return made
}

/** The first element below `root` that a selector finds. Errors: Error when the page lacks it. */
export function found<Found extends HTMLElement>(root: ParentNode, selector: string): Found {
  const first = root.querySelector<Found>(selector)
  if (first === null) throw new Error(`page: it has no ${selector}`)
  return first
}

/** The elements below `root` that a selector finds, in the order of the page. */
export function all(root: ParentNode, selector: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)]
}

/** The data that the page holds for an element. */
export function dataIn(root: ParentNode): unknown {
  return JSON.parse(found(root, 'script[type="application/json"]').textContent ?? "")
}
