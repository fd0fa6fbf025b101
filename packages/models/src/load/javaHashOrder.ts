/**
 * The order in which a Java `HashMap` of strings gives back its keys, which were put in as in `names`, without repetition.
 *
 * A string's hash is h <- 31 h + character, in 32 bits; it stands in bucket (h xor h >>> 16) mod T, where T is the least
 * power of two, 16 or more, that is 4/3 of the number of keys at least. Buckets come in order, and what is in one of them as it was
 * put in. (Java turns a bucket of more than eight keys into a tree, whose order is another one: not done here. Names that
 * end in numbers, as `vm-0` to `vm-999999`, have no such bucket.)
 *
 * Source: the documentation of java.lang.String.hashCode; java.util.HashMap since Java 8.
 */
export function javaHashOrder(names: readonly string[]): string[] {
  let size = 16
  while (names.length > 0.75 * size) size *= 2
  const buckets = Int32Array.from(names, (name) => javaHash(name) & (size - 1))
  const next = new Int32Array(size + 1)
  for (const bucket of buckets) next[bucket + 1]!++
  for (let bucket = 0; bucket < size; bucket++) next[bucket + 1]! += next[bucket]!
  const order = new Array<string>(names.length)
  for (const [i, name] of names.entries()) order[next[buckets[i]!]!++] = name
  return order
}

/** What a Java `HashMap` takes of a string: its hash, h xor h >>> 16. The lowest bits of it are the bucket. */
export function javaHash(name: string): number {
  let hash = 0
  for (let i = 0; i < name.length; i++) hash = (Math.imul(31, hash) + name.charCodeAt(i)) | 0
  return hash ^ (hash >>> 16)
}
