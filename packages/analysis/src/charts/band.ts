import type { PlainRow } from "./data.ts"
import { type Category, categoryOrder } from "./series.ts"
import { textWidth } from "./textWidth.ts"
import { theme } from "./theme.ts"

/** Px between two labels at least, and of a line of them. */
const sizes = { gap: 6, line: 12.5 }

/** By how much names are slanted, degrees. */
const slant = 35

/**
 * The encoding of a category along x, each value a band with its name below. Names that their bands have no room for are broken
 * into lines at their spaces, slanted where a word alone is too long, and upright where bands are narrow; of very narrow ones some
 * are named.
 *
 * @param below a further line under some names
 */
export function bands<Row extends object>(
  rows: readonly PlainRow[],
  category: Category<Row>,
  padding: { readonly paddingInner: number; readonly paddingOuter: number },
  width: number,
  below: ReadonlyMap<unknown, string> = new Map(),
) {
  const domain = categoryOrder(rows, category)
  const step = width / (domain.length - padding.paddingInner + 2 * padding.paddingOuter)
  const fits = (line: string) => textWidth(line, theme.axis.labelFontSize) <= step - sizes.gap
  const further = (value: unknown) => (below.has(value) ? [below.get(value)!] : [])
  const names = domain.map((value) => [...broken(String(value), fits), ...further(value)])
  const isRoomy = names.flat().every(fits)
  return {
    field: category.field,
    type: "nominal",
    title: category.title,
    scale: { domain, ...padding },
    axis: isRoomy
      ? { labelAngle: 0, grid: false, ...labels(domain, names) }
      : turned(
          domain,
          domain.map((value) => [String(value), ...further(value)].join(": ")),
          step,
        ),
  }
}

/** An axis whose names are in one line each. */
function turned(domain: readonly unknown[], names: readonly string[], step: number) {
  const across = step * Math.sin((slant * Math.PI) / 180)
  const every = Math.ceil(sizes.line / step)
  return {
    labelAngle: across < sizes.line ? -90 : -slant,
    labelLimit: 0,
    maxExtent: 1000,
    grid: false,
    ...(every > 1 && { values: domain.filter((_, i) => i % every === 0) }),
    ...labels(
      domain,
      names.map((name) => [name]),
    ),
  }
}

/** Labels, where they are more than the values themselves. */
function labels(domain: readonly unknown[], names: readonly (readonly string[])[]) {
  if (names.every((lines, i) => lines.length === 1 && lines[0] === String(domain[i]))) return {}
  const table = Object.fromEntries(domain.map((value, i) => [String(value), names[i]]))
  return { labelExpr: `(${JSON.stringify(table)})[datum.value]` }
}

/** A name in lines that fit, broken at spaces only. */
function broken(name: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = []
  for (const word of name.split(" ")) {
    const last = lines.at(-1)
    if (last !== undefined && fits(`${last} ${word}`)) {
      lines[lines.length - 1] = `${last} ${word}`
    } else {
      lines.push(word)
    }
  }
  return lines
}
