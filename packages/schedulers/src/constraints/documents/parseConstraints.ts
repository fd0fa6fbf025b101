/*
 * Constraints as text, for people.
 *
 *   text        = { ["continuous" | "discrete"] type "(" argument { "," argument } ")" }
 *   argument    = name | "{" [ argument { "," argument } ] "}"
 *   name        = letters, digits and _ . : / + -, or any characters in "quotes"
 *
 * What is discrete is so without a word. A set of one name may stand without braces. Memory may have a unit. `#`
 * begins a comment, which ends with the line.
 */
import { InputError, nearestName } from "@placelab/core"
import { expectedQuantity, readQuantity } from "@placelab/core/platform"
import { type ConstraintStatement, constraintTypes } from "../statement.ts"
import { type Argument, forms } from "./forms.ts"
import { type Token, tokens } from "./tokens.ts"

/**
 * Reads constraints; `file` names the text in errors. Whether machines exist is found by `entropyProblem`.
 *
 * Errors: InputError with file, line and column, what stands there, and what was expected, with the nearest name.
 *
 * @example
 * parseConstraints("continuous spread({web-1, web-2})\nfence(db, {pm-1, pm-2})  # licences", "rules.txt")
 */
export function parseConstraints(text: string, file: string): ConstraintStatement[] {
  const reader = new Reader(tokens(text, file), file)
  const statements: ConstraintStatement[] = []
  while (!reader.isAtEnd) statements.push(statement(reader))
  return statements
}

function statement(reader: Reader): ConstraintStatement {
  const first = reader.next()
  const prefix = first.kind === "word" && (first.text === "continuous" || first.text === "discrete")
  const named = prefix ? reader.next() : first
  const type = constraintTypes.find((each) => each === named.text)
  if (type === undefined || named.kind !== "word")
    throw reader.error(named, "constraint", expectedOf(named.text, constraintTypes, !prefix))
  const form = forms[type]
  if (prefix && form.readings !== "both" && first.text !== form.readings)
    throw reader.error(first, "reading", `none, as ${type} is ${form.readings} only`)
  const fields: Record<string, unknown> = { type }
  reader.expect("(")
  form.arguments.forEach((argument, i) => {
    if (i > 0) reader.expect(",")
    fields[argument.field] = read(reader, argument, fields.of === "memory")
  })
  reader.expect(")")
  if (first.text === "continuous" && form.readings === "both") fields.continuous = true
  // The fields are those of the form, and each has what its argument says.
  return fields as unknown as ConstraintStatement
}

function expectedOf(text: string, names: readonly string[], orReading: boolean): string {
  const nearest = nearestName(text, orReading ? [...names, "continuous", "discrete"] : names)
  const remedy = nearest === undefined ? "" : `: did you mean ${JSON.stringify(nearest)}?`
  return `${orReading ? "continuous, discrete, or " : ""}one of ${names.join(", ")}${remedy}`
}

function read(reader: Reader, argument: Argument, inMemory: boolean): unknown {
  switch (argument.form) {
    case "names":
      return reader.names(argument.field === "vms" ? "VM" : "host")
    case "groups":
      return reader.set(
        () => reader.names(argument.of === "VMs" ? "VM" : "host"),
        `a set of sets of ${argument.of}`,
      )
    case "word":
      return reader.word(argument.words)
    case "number":
      return reader.number(inMemory)
    case "count":
      return reader.count()
  }
}

class Reader {
  readonly #tokens: readonly Token[]
  readonly #file: string
  #at = 0

  constructor(tokens: readonly Token[], file: string) {
    this.#tokens = tokens
    this.#file = file
  }

  get isAtEnd(): boolean {
    return this.#tokens[this.#at]!.kind === "end"
  }

  next(): Token {
    const token = this.#tokens[this.#at]!
    if (token.kind !== "end") this.#at++
    return token
  }

  error({ kind, text, line, column }: Token, what: string, expected: string): InputError {
    const where = `${this.#file}, line ${line}, column ${column}`
    return new InputError(where, what, kind === "end" ? "the end of the text" : text, expected)
  }

  expect(mark: string): void {
    const token = this.next()
    if (token.kind !== "mark" || token.text !== mark) throw this.error(token, "text", JSON.stringify(mark))
  }

  /** A set of names, or one name alone. */
  names(of: string): string[] {
    const first = this.#tokens[this.#at]!
    return first.kind === "word" || first.kind === "name"
      ? [this.#name(of)]
      : this.set(() => this.#name(of), `the name of a ${of}, or a set of such names in braces`)
  }

  set<T>(element: () => T, expected: string): T[] {
    const open = this.next()
    if (open.text !== "{" || open.kind !== "mark") throw this.error(open, "text", expected)
    const elements: T[] = []
    if (this.#skips("}")) return elements
    do elements.push(element())
    while (this.#skips(","))
    const close = this.next()
    if (close.text !== "}" || close.kind !== "mark") throw this.error(close, "text", '"," or "}"')
    return elements
  }

  word(words: readonly string[]): string {
    const token = this.next()
    if (token.kind === "word" && words.includes(token.text)) return token.text
    throw this.error(token, "resource", expectedOf(token.text, words, false))
  }

  /** In bytes, with a unit allowed, when it is of memory. */
  number(inMemory: boolean): number {
    const token = this.next()
    const quantity = readQuantity("size", "non-negative", inMemory ? token.text : Number(token.text))
    if (token.kind === "word" && "value" in quantity) return quantity.value
    const expected = inMemory ? expectedQuantity("size", "non-negative") : "a number of at least 0"
    throw this.error(token, "number", expected)
  }

  count(): number {
    const token = this.next()
    if (token.kind === "word" && /^\d+$/.test(token.text)) return Number(token.text)
    throw this.error(token, "number", "a whole number of at least 0")
  }

  #name(of: string): string {
    const token = this.next()
    if (token.kind === "word" || token.kind === "name") return token.text
    throw this.error(token, "text", `the name of a ${of}`)
  }

  #skips(mark: string): boolean {
    const token = this.#tokens[this.#at]!
    const found = token.kind === "mark" && token.text === mark
    if (found) this.#at++
    return found
  }
}
