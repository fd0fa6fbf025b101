import { InputError } from "../../inputError.ts"
import { nearestName } from "../../nearestName.ts"
import { type QuantityBound, type QuantityKind, readQuantity } from "../quantity.ts"
import type { XmlElement } from "./parseXml.ts"

/**
 * The attributes of one element, read as what they should be. Errors name file, line, column, attribute and value.
 */
export class Attributes {
  readonly #element: XmlElement

  constructor(element: XmlElement) {
    this.#element = element
  }

  /** A text that must be there. */
  text(name: string): string {
    return this.optionalText(name) ?? this.#element.attributes.get(name) ?? ""
  }

  /** A name: a text that must be there and not be empty. */
  name(name: string): string {
    const text = this.text(name)
    if (text === "") throw this.refuse(name, text, "a name")
    return text
  }

  /** A text; undefined when it is not there or empty, as SimGrid has it. */
  optionalText(name: string): string | undefined {
    const text = this.#element.attributes.get(name)
    return text === "" ? undefined : text
  }

  /** A quantity that must be there. */
  quantity(name: string, kind: QuantityKind, bound: QuantityBound): number {
    return this.#readQuantity(name, this.text(name), kind, bound)
  }

  /** A quantity; undefined when it is not there or empty. */
  optionalQuantity(name: string, kind: QuantityKind, bound: QuantityBound): number | undefined {
    const text = this.optionalText(name)
    return text === undefined ? undefined : this.#readQuantity(name, text, kind, bound)
  }

  /** One or more quantities, separated by commas. */
  quantities(name: string, kind: QuantityKind, bound: QuantityBound): number[] {
    const text = this.text(name)
    return text.split(",").map((part) => this.#readQuantity(name, part, kind, bound))
  }

  /** A whole number of at least `least`; undefined when it is not there. */
  optionalCount(name: string, least: number): number | undefined {
    const text = this.optionalText(name)
    return text === undefined ? undefined : this.count(name, text, least)
  }

  /** A whole number of at least `least`, from a part of the attribute's text. */
  count(name: string, part: string, least: number): number {
    const number = part.trim() === "" ? Number.NaN : Number(part)
    if (Number.isInteger(number) && number >= least) return number
    throw this.refuse(name, part, `a whole number of at least ${least}`)
  }

  /** What a choice stands for; undefined when it is not there. */
  optionalChoice<T>(name: string, choices: Readonly<Record<string, T>>): T | undefined {
    const text = this.optionalText(name)
    if (text === undefined) return undefined
    if (Object.hasOwn(choices, text)) return choices[text]
    const names = Object.keys(choices)
    const nearest = nearestName(text, names)
    const remedy = nearest === undefined ? "" : `: did you mean ${JSON.stringify(nearest)}?`
    throw this.refuse(name, text, `one of ${names.join(", ")}${remedy}`)
  }

  /** The error for an attribute's value. */
  refuse(name: string, value: unknown, expected: string): InputError {
    const { name: element, attributes, where } = this.#element
    const id = attributes.get("id")
    const owner = id === undefined || name === "id" ? `<${element}>` : `<${element}> ${JSON.stringify(id)}`
    return new InputError(where, `${name} of ${owner}`, value, expected)
  }

  #readQuantity(name: string, text: string, kind: QuantityKind, bound: QuantityBound): number {
    const read = readQuantity(kind, bound, text)
    if ("value" in read) return read.value
    throw this.refuse(name, text, read.expected)
  }
}
