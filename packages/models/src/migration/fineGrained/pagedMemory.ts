import type { Bytes, RandomStream } from "@placelab/core"
import type { FineGrain } from "./grain.ts"

/**
 * The memory of a VM as pages, and which of them are dirty: a page that is written twice is dirty once. The last page may be a part
 * of one.
 */
export class PagedMemory {
  readonly #page: Bytes
  readonly #isDirty: Uint8Array
  readonly #random: RandomStream | undefined
  #dirty = 0
  /** Written, and less than a page. */
  #rest = 0
  #swept = 0

  /** `random` says which page is written next. */
  constructor(workingSet: Bytes, { page, writes }: Pick<FineGrain, "page" | "writes">, random: RandomStream) {
    this.#page = page
    this.#isDirty = new Uint8Array(Math.floor(workingSet / page))
    this.#random = writes === "random" ? random : undefined
  }

  /** The VM writes so much, a page at a time. */
  write(bytes: Bytes): void {
    const isDirty = this.#isDirty
    const pages = isDirty.length
    if (pages === 0) return
    this.#rest += bytes
    for (; this.#rest >= this.#page; this.#rest -= this.#page) {
      const at = this.#random === undefined ? this.#swept++ % pages : this.#random.below(pages)
      this.#dirty += 1 - isDirty[at]!
      isDirty[at] = 1
    }
  }

  /** What is dirty, which is clean from now on. */
  takeDirty(): Bytes {
    const bytes = this.#dirty * this.#page
    this.#isDirty.fill(0)
    this.#dirty = 0
    return bytes
  }
}
