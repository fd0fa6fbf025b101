/** Two maps as one, in the order of the first and then of what the second one has beside; `concat` of what both have. */
export function mergedBy<Value>(
  concat: (a: Value, b: Value) => Value,
): <Key>(a: ReadonlyMap<Key, Value>, b: ReadonlyMap<Key, Value>) => ReadonlyMap<Key, Value> {
  return (a, b) => {
    if (b.size === 0) return a
    const all = new Map(a)
    for (const [key, value] of b) {
      const own = a.get(key)
      all.set(key, own === undefined ? value : concat(own, value))
    }
    return all
  }
}
