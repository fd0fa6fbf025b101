import { grown } from "./columns.ts"

const none = -1

/** A number, and its high word: sign, exponent and 20 bits of the fraction. It grows with numbers that are at least 0. */
const double = new Float64Array(1)
const words = new Int32Array(double.buffer)
const high = new Uint8Array(Uint16Array.of(1).buffer)[0]! // 1 where the low word comes first
const highOfInfinity = 0x7ff00000

/**
 * A queue of whole numbers by a level each, the least on top, for levels from 0 to Infinity that only grow: a heap of
 * those that are near, and the others unsorted in buckets behind it, about one a bucket. A bucket holds the levels whose
 * high words begin alike, so that its width is in proportion to its level; it becomes the heap when the one before it is
 * used up. A step costs about the same however many items there are; in the worst case all are in one bucket, and this
 * is a binary heap. Faster than a heap alone by bench/fairShare.mjs.
 *
 * Source: R. Brown, Calendar queues (1988); here with a heap for the current day.
 */
export class LevelQueue {
  // The heap: the children of place i are 2i + 1 and 2i + 2.
  #levels = new Float64Array(16)
  #entries = new Int32Array(16)
  #size = 0
  // By entry.
  #entryCount = 0
  #item = new Int32Array(16)
  /** Its level, while it is in a bucket. */
  #level = new Float64Array(16)
  /** The one after it in its bucket. */
  #next = new Int32Array(16)
  // By bucket: its first entry.
  #first = new Int32Array(16)
  #bucketCount = 0
  /** The bucket that is the heap now. */
  #current = 0
  /** The high word at which the first bucket begins, and the bits of high words that do not matter. */
  #origin = 0
  #shift = 0

  /** The item with the least level; of no meaning when nothing is left. */
  get topItem(): number {
    return this.#item[this.#entries[0]!]!
  }

  get topLevel(): number {
    return this.#levels[0]!
  }

  clear(): void {
    this.#entryCount = 0
  }

  /** Adds an item, which counts from the next {@link order} on. */
  append(level: number, item: number): void {
    const entry = this.#entryCount++
    if (entry >= this.#item.length) {
      this.#item = grown(this.#item, entry + 1)
      this.#level = grown(this.#level, entry + 1)
      this.#next = grown(this.#next, entry + 1)
      this.#levels = grown(this.#levels, entry + 1)
      this.#entries = grown(this.#entries, entry + 1)
    }
    this.#level[entry] = level
    this.#item[entry] = item
  }

  /** Makes a queue of all that was appended since {@link clear}, those removed meanwhile included. Cost: linear. */
  order(): void {
    const level = this.#level
    const count = this.#entryCount
    let least = highOfInfinity
    let most = 0
    for (let entry = 0; entry < count; entry++) {
      double[0] = level[entry]!
      const word = words[high]!
      if (word < least) least = word
      if (word > most && word < highOfInfinity) most = word
    }
    const width = Math.max(0, most - least)
    this.#origin = least
    this.#shift = 0
    while (width >> this.#shift >= count) this.#shift++
    this.#bucketCount = (width >> this.#shift) + 2
    this.#first = grown(this.#first, this.#bucketCount)
    this.#first.fill(none, 0, this.#bucketCount)
    for (let entry = 0; entry < count; entry++) this.#putInBucket(entry, this.#bucketOf(level[entry]!))
    this.#current = -1
    this.#takeNextBucket()
  }

  /** Gives the item on top a larger level. */
  raiseTop(level: number): void {
    const bucket = this.#bucketOf(level)
    const entry = this.#entries[0]!
    if (bucket <= this.#current) {
      this.#sink(0, level, entry)
      return
    }
    this.#level[entry] = level
    this.#putInBucket(entry, bucket)
    this.removeTop()
  }

  removeTop(): void {
    const last = --this.#size
    if (last > 0) this.#sink(0, this.#levels[last]!, this.#entries[last]!)
    else this.#takeNextBucket()
  }

  /** Whatever is beyond all buckets goes into the last one. */
  #bucketOf(level: number): number {
    double[0] = level
    return Math.min(this.#bucketCount - 1, (words[high]! - this.#origin) >> this.#shift)
  }

  #putInBucket(entry: number, bucket: number): void {
    this.#next[entry] = this.#first[bucket]!
    this.#first[bucket] = entry
  }

  #takeNextBucket(): void {
    const first = this.#first
    const levels = this.#levels
    const entries = this.#entries
    let bucket = this.#current + 1
    while (bucket < this.#bucketCount && first[bucket] === none) bucket++
    this.#current = bucket
    if (bucket === this.#bucketCount) return
    let size = 0
    for (let entry = first[bucket]!; entry !== none; entry = this.#next[entry]!) {
      levels[size] = this.#level[entry]!
      entries[size++] = entry
    }
    this.#size = size
    for (let i = (size >> 1) - 1; i >= 0; i--) this.#sink(i, levels[i]!, entries[i]!)
  }

  #sink(from: number, level: number, entry: number): void {
    const levels = this.#levels
    const entries = this.#entries
    const size = this.#size
    let i = from
    for (;;) {
      let child = 2 * i + 1
      if (child >= size) break
      if (child + 1 < size && levels[child + 1]! < levels[child]!) child++
      if (levels[child]! >= level) break
      levels[i] = levels[child]!
      entries[i] = entries[child]!
      i = child
    }
    levels[i] = level
    entries[i] = entry
  }
}
