/** For prunings: how many of something are at each of a few numbers. */
export class Counts {
  readonly #counts = new Map<number, number>()

  /** How many different numbers have some. */
  get size(): number {
    return this.#counts.size
  }

  at(number: number): number {
    return this.#counts.get(number) ?? 0
  }

  /** Whether no number but this one has some. */
  onlyAt(number: number): boolean {
    return this.#counts.size === 0 || (this.#counts.size === 1 && this.#counts.has(number))
  }

  add(number: number): void {
    this.#counts.set(number, this.at(number) + 1)
  }

  remove(number: number): void {
    const left = this.at(number) - 1
    if (left > 0) this.#counts.set(number, left)
    else this.#counts.delete(number)
  }
}
