import { InputError } from "@placelab/core"

/** A word, a name in quotes, or a mark; `end` stands behind the last one. */
export interface Token {
  readonly kind: "word" | "name" | "mark" | "end"
  /** Without the quotes. */
  readonly text: string
  readonly line: number
  readonly column: number
}

/** Letters, digits and what names of machines are made of; the rest needs quotes. */
const bare = /^[\p{L}\p{N}_.:/+-]+/u

/** So many characters of a text that makes no sense are shown. */
const mostShown = 40

/** Whether a name can stand without quotes. */
export function isBare(name: string): boolean {
  return bare.exec(name)?.[0] === name
}

/** Cuts a text into tokens; `#` begins a comment. Errors: InputError with line and column. */
export function tokens(text: string, file: string): Token[] {
  const result: Token[] = []
  const lines = text.split(/\r\n|\r|\n/)
  lines.forEach((content, number) => {
    const line = number + 1
    for (let at = 0; at < content.length; ) {
      const rest = content.slice(at)
      const column = at + 1
      const space = /^\s+/.exec(rest)?.[0]
      if (rest.startsWith("#")) break
      if (space !== undefined) {
        at += space.length
        continue
      }
      const token = tokenOf(rest, `${file}, line ${line}, column ${column}`)
      result.push({ ...token, line, column })
      at += token.length
    }
  })
  result.push({ kind: "end", text: "", line: lines.length, column: lines.at(-1)!.length + 1 })
  return result
}

function tokenOf(rest: string, where: string): Pick<Token, "kind" | "text"> & { readonly length: number } {
  const first = rest.charAt(0)
  if ("(){},".includes(first)) return { kind: "mark", text: first, length: 1 }
  const word = bare.exec(rest)?.[0]
  if (word !== undefined) return { kind: "word", text: word, length: word.length }
  const quoted = /^"(?:[^"\\]|\\.)*"/.exec(rest)?.[0]
  if (quoted === undefined)
    throw new InputError(
      where,
      "text",
      rest.slice(0, mostShown),
      first === '"' ? 'a " at the end of the name' : "a name, or one of ( ) { } ,",
    )
  return { kind: "name", text: unquoted(quoted, where), length: quoted.length }
}

function unquoted(quoted: string, where: string): string {
  try {
    return String(JSON.parse(quoted))
  } catch {
    throw new InputError(
      where,
      "name",
      quoted,
      'a name in quotes, with \\" and \\\\ for the marks themselves',
    )
  }
}
