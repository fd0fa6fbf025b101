/** What a package README shows and a test repeats. */
export interface ReadmeExample {
  readonly code: string
  /** What running it writes to stdout. */
  readonly stdout: string
}

interface Fence {
  readonly language: string
  readonly text: string
  /** Numbers of its first and last line. */
  readonly from: number
  readonly to: number
}

/**
 * The examples of a README in a language: each fence of `language`, and with only empty lines between, a `text` fence with what it
 * prints. Throws when there is none.
 */
export function readmeExamples(file: string, markdown: string, language: "ts" | "sh"): ReadmeExample[] {
  const lines = markdown.split("\n")
  const all = fences(lines)
  const examples = all.flatMap((code, i) => {
    const output = all[i + 1]
    if (code.language !== language || output?.language !== "text") return []
    const between = lines.slice(code.to + 1, output.from)
    return between.every((line) => line.trim() === "") ? [{ code: code.text, stdout: output.text }] : []
  })
  if (examples.length > 0) return examples
  const expected = `a fence of "${language}" directly followed by a fence of "text" with what it prints`
  throw new Error(`${file}: no example; expected ${expected}`)
}

function fences(lines: readonly string[]): Fence[] {
  const found: Fence[] = []
  let from: number | undefined
  lines.forEach((line, i) => {
    if (!line.startsWith("```")) return
    if (from === undefined) {
      from = i
      return
    }
    const text = lines
      .slice(from + 1, i)
      .map((each) => `${each}\n`)
      .join("")
    found.push({ language: lines[from]!.slice(3).trim(), text, from, to: i })
    from = undefined
  })
  return found
}
