/**
 * The names that one column of a trace holds, each with a code: 0, 1, 2, ... in order of first use. A column stores codes,
 * so a name is held once however many rows have it, and comparing two is comparing integers.
 */
export class Names {
  readonly #names: string[] = []
  readonly #codes = new Map<string, number>()

  /** How many names there are; codes are below it. */
  get length(): number {
    return this.#names.length
  }

  /** The code of a name; a name that is new gets the next one. */
  code(name: string): number {
    const known = this.#codes.get(name)
    if (known !== undefined) return known
    const code = this.#names.length
    this.#names.push(name)
    this.#codes.set(name, code)
    return code
  }

  /** The code of a name, -1 for a name that no row has: no code is equal to it. */
  find(name: string): number {
    return this.#codes.get(name) ?? -1
  }

  /** The name with a code of this column. */
  name(code: number): string {
    return this.#names[code]!
  }
}
