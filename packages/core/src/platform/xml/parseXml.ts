import sax from "sax"
import { InputError } from "../../inputError.ts"

/** One element of an XML document. */
export interface XmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** The text directly in it. */
  readonly text: string
  /** Where it begins: file, line and column, from 1. */
  readonly where: string
}

/** In a variable, as the types of sax do not know strictEntities: no entity of HTML. */
const options = { position: true, strictEntities: true }

/** So many elements may be inside of one another; who reads them calls itself for each. */
const deepest = 500

interface OpenElement extends XmlElement {
  readonly children: XmlElement[]
  text: string
}

/**
 * The root element of an XML document. No entities are expanded but those of XML itself, and no DTD is read.
 *
 * Errors: InputError with file, line and column when the document is malformed, ends early or is empty.
 */
export function parseXml(text: string, file: string): XmlElement {
  const parser = sax.parser(true, options)
  const lines = new LineCounter(text)
  const open: OpenElement[] = []
  let root: XmlElement | undefined

  parser.onerror = (error) => {
    const fault = error.message.split("\n")[0]
    const where = `${file}, line ${parser.line + 1}, column ${parser.column + 1}`
    throw new InputError(where, "fault in the XML", fault, "well-formed XML")
  }
  parser.onopentag = ({ name, attributes }) => {
    const begin = parser.startTagPosition - 1
    const { line, column } = lines.at(begin)
    const where = `${file}, line ${line}, column ${column}`
    if (open.length === deepest)
      throw new InputError(where, "depth of elements", deepest + 1, `at most ${deepest}`)
    const repeated = repeatedName(text.slice(begin, parser.position))
    if (repeated !== undefined)
      throw new InputError(where, `attribute of <${name}>`, repeated, "each attribute once")
    const element = {
      name,
      attributes: new Map(Object.entries(attributes as Record<string, string>)),
      children: [],
      text: "",
      where,
    }
    open.at(-1)?.children.push(element)
    open.push(element)
    root ??= element
  }
  parser.onclosetag = () => {
    open.pop()
  }
  const addText = (part: string) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += part
  }
  parser.ontext = addText
  parser.oncdata = addText
  parser.write(text).close()
  if (root === undefined)
    throw new InputError(file, "the document", text, "an XML document, not an empty one")
  return root
}

/** An attribute that a tag has twice; sax passes over the second one. */
function repeatedName(tag: string): string | undefined {
  const names = new Set<string>()
  for (const [, name] of tag.matchAll(/([^\s"'=<>/]+)\s*=\s*(?:"[^"]*"|'[^']*')/g)) {
    if (names.has(name!)) return name
    names.add(name!)
  }
  return undefined
}

/** Lines and columns of offsets that are asked for in rising order. */
class LineCounter {
  readonly #text: string
  #offset = 0
  #line = 1
  #lineStart = 0

  constructor(text: string) {
    this.#text = text
  }

  at(offset: number): { line: number; column: number } {
    for (; this.#offset < offset; this.#offset++) {
      if (this.#text.charCodeAt(this.#offset) !== 10) continue
      this.#line++
      this.#lineStart = this.#offset + 1
    }
    return { line: this.#line, column: offset - this.#lineStart + 1 }
  }
}
