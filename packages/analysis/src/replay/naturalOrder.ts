/**
 * Names in the order in which people count: node2 before node10. Equal numbers that are written differently (7 and 07), and
 * all else, follow the order of code units.
 *
 * @example inNaturalOrder(["node10", "node2"]) // ["node2", "node10"]
 */
export function inNaturalOrder(names: Iterable<string>): string[] {
  return [...names]
    .map((name) => ({ name, parts: name.split(/(\d+)/) }))
    .sort((a, b) => byParts(a.parts, b.parts) || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name)
}

/** Compares texts that alternate with numbers, a text first. */
function byParts(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [left, right] = [a[i]!, b[i]!]
    const difference = i % 2 === 1 ? Number(left) - Number(right) : left < right ? -1 : Number(left > right)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}
