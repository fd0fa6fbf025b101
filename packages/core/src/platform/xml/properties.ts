import { InputError } from "../../inputError.ts"
import { Attributes } from "./attributes.ts"
import type { XmlElement } from "./parseXml.ts"

/** The `<prop>` elements in an element. */
export class Properties {
  readonly #elements = new Map<string, XmlElement>()

  /** Errors: InputError when a name comes twice. */
  constructor(owner: XmlElement) {
    for (const child of owner.children) {
      if (child.name !== "prop") continue
      const attributes = new Attributes(child)
      const id = attributes.name("id")
      if (this.#elements.has(id)) throw attributes.refuse("id", id, "a name that no other <prop> here has")
      this.#elements.set(id, child)
    }
  }

  /** All of them as texts; undefined when there is none. */
  all(): Readonly<Record<string, string>> | undefined {
    if (this.#elements.size === 0) return undefined
    return Object.fromEntries(
      [...this.#elements].map(([id, element]) => [id, element.attributes.get("value")!]),
    )
  }

  /**
   * Numbers of at least 0: groups are separated by commas, the numbers in them by colons; each group has one of the
   * sizes.
   */
  numbers(id: string, sizes: readonly number[], expected: string): number[][] | undefined {
    const text = this.#elements.get(id)?.attributes.get("value")
    if (text === undefined) return undefined
    return text.split(",").map((group) => {
      const numbers = group.split(":").map((part) => (part.trim() === "" ? Number.NaN : Number(part)))
      const isRight =
        sizes.includes(numbers.length) && numbers.every((number) => number >= 0 && number < Infinity)
      if (!isRight) throw this.refuse(id, expected)
      return numbers
    })
  }

  /** Errors: InputError when a property has the name that it had in older versions. */
  refuseOld(id: string, newId: string): void {
    const element = this.#elements.get(id)
    if (element !== undefined)
      throw new InputError(element.where, "prop", id, `the new name ${JSON.stringify(newId)}`)
  }

  /** The error for the value of a property. */
  refuse(id: string, expected: string): InputError {
    const element = this.#elements.get(id)!
    return new InputError(element.where, `prop ${id}`, element.attributes.get("value"), expected)
  }
}
