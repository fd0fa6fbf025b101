/*
 * What is shown of the page, as plain data.
 *
 * Figures have a kind (what they reproduce), claims a verdict, both a text; replays are figures without a kind. Words must all occur in
 * the text of an item or of the section around it. A section is shown when something in it is, and when it has what the kind and the
 * verdict ask for: with the verdict `missed`, a section with missed claims shows these claims, and its figures beside them.
 */

/** What a reader has chosen. */
export interface Filter {
  readonly words: string
  /** A verdict, or `all`. */
  readonly show: string
  /** What figures reproduce, or `all`. */
  readonly kind: string
}

/** A figure, with its kind, or a claim, with its verdict. */
export interface Item {
  readonly text: string
  readonly has?: string | undefined
}

/** A notebook's part of the page. */
export interface SectionText {
  /** Its title and question. */
  readonly text: string
  readonly figures: readonly Item[]
  readonly claims: readonly Item[]
}

/** What is shown of a section. */
export interface Shown {
  readonly section: boolean
  readonly figures: readonly boolean[]
  readonly claims: readonly boolean[]
}

/** Everything is shown. */
export const everything: Filter = { words: "", show: "all", kind: "all" }

/** What the filter leaves of a section. Texts are compared without case and accents. */
export function shownOf({ text, figures, claims }: SectionText, { words, show, kind }: Filter): Shown {
  const wanted = folded(words)
    .split(" ")
    .filter((word) => word !== "")
  const matches = (...texts: readonly string[]) => {
    const all = folded(texts.join(" "))
    return wanted.every((word) => all.includes(word))
  }
  const kept = (items: readonly Item[], choice: string) =>
    items.map((item) => (choice === "all" || item.has === choice) && matches(text, item.text))
  const left = { figures: kept(figures, kind), claims: kept(claims, show) }
  const some = (flags: readonly boolean[]) => flags.includes(true)
  const section =
    (some(left.figures) || some(left.claims) || matches(text)) &&
    (kind === "all" || some(left.figures)) &&
    (show === "all" || some(left.claims))
  return { section, ...left }
}

/** How much is left, in words. */
export function leftText(shown: readonly Shown[]): string {
  const open = shown.filter(({ section }) => section)
  const of = (flags: readonly Shown[], key: "figures" | "claims") =>
    flags.flatMap((each) => each[key]).filter((flag) => flag).length
  const all = (key: "figures" | "claims") => shown.flatMap((each) => each[key]).length
  const parts = [
    `${open.length} of ${shown.length} experiments`,
    `${of(open, "figures")} of ${all("figures")} figures`,
    `${of(open, "claims")} of ${all("claims")} claims`,
  ]
  return `${open.length === 0 ? "Nothing matches" : "Shown"}: ${parts.join(", ")}.`
}

/** The filter, and the place where the reader is, as the hash of an address; empty when everything is shown. */
export function hashOf(filter: Filter, at = ""): string {
  const fields = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) {
    if (value !== everything[name as keyof Filter]) fields.set(name, value)
  }
  if (fields.size === 0) return at === "" ? "" : `#${encodeURIComponent(at)}`
  if (at !== "") fields.set("at", at)
  return `#${fields}`
}

/** The filter of a hash and the place in it; undefined when the hash has no filter, as those of plain links. */
export function filterOf(
  hash: string,
  choices: { readonly show: readonly string[]; readonly kind: readonly string[] },
): (Filter & { readonly at: string }) | undefined {
  if (!hash.includes("=")) return undefined
  const fields = new URLSearchParams(hash.slice(1))
  const known = (name: "show" | "kind") => choices[name].find((each) => each === fields.get(name)) ?? "all"
  return {
    words: fields.get("words") ?? "",
    show: known("show"),
    kind: known("kind"),
    at: fields.get("at") ?? "",
  }
}

function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ")
}
