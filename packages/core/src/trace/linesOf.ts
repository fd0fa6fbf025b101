/**
 * The lines of a text, without their line feeds: the whole text, or chunks of it that may end anywhere. The last line may have none.
 *
 * @example [...linesOf(["a\nb", "c\n"])] // ["a", "bc"]
 */
export function* linesOf(text: string | Iterable<string>): Generator<string, void> {
  let begun = ""
  for (const chunk of typeof text === "string" ? [text] : text) {
    const lines = (begun + chunk).split("\n")
    begun = lines.pop()!
    yield* lines
  }
  if (begun !== "") yield begun
}
