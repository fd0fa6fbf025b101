import { InputError, readJsonLines } from "@placelab/core"
import { replayOf } from "../replay/replayOf.ts"
import { replayText } from "../replay/replayText.ts"
import { found } from "./dom.ts"
import { showReplay } from "./replayViewer.ts"

/** Bytes that are read at a time. */
const chunk = 4 * 1024 * 1024
/** The most of a wrong value that is shown, in letters. */
const mostShown = 60

/** Lets a reader choose a result file, or drop one, and plays it. */
export function openFiles(): void {
  const section = found(document, "#replay-file")
  const input = found<HTMLInputElement>(section, "#events")
  const told = found(section, ".told")
  const stage = found(section, "div.replay")
  let close = () => {}
  /** Counts files, as an earlier one may still be read when another is chosen. */
  let turn = 0

  async function open(file: File): Promise<void> {
    const own = ++turn
    const tell = (text: string, isWrong = false) => {
      told.textContent = text
      told.classList.toggle("wrong", isWrong)
    }
    close()
    close = () => {}
    try {
      const texts = await textsOf(file, (part) => {
        if (own === turn) tell(`Reading ${file.name}: ${Math.round(100 * part)} %`)
      })
      if (own !== turn) return
      const replay = replayOf(readJsonLines(texts, file.name))
      tell(`${file.name}: ${replayText(replay)}`)
      close = showReplay(stage, replay, `Replay of ${file.name}`)
    } catch (error) {
      if (own === turn) tell(problem(file.name, error), true)
    }
  }

  input.addEventListener("change", () => {
    const file = input.files?.[0]
    if (file) open(file)
  })
  section.addEventListener("dragover", (event) => {
    event.preventDefault()
    section.classList.add("over")
  })
  section.addEventListener("dragleave", () => section.classList.remove("over"))
  section.addEventListener("drop", (event) => {
    event.preventDefault()
    section.classList.remove("over")
    const file = event.dataTransfer?.files[0]
    if (file) open(file)
  })
}

/** The text of a file in pieces: one text cannot be as long as files can. */
async function textsOf(file: File, onPart: (part: number) => void): Promise<string[]> {
  const decoder = new TextDecoder()
  const texts: string[] = []
  for (let start = 0; start < file.size; start += chunk) {
    const bytes = await file.slice(start, start + chunk).arrayBuffer()
    texts.push(decoder.decode(bytes, { stream: start + chunk < file.size }))
    onPart(Math.min(1, (start + chunk) / file.size))
  }
  return texts
}

/** What is wrong with a file, in a line: a line of it that is very long is not shown as a whole. */
function problem(name: string, error: unknown): string {
  if (error instanceof InputError) {
    const value = typeof error.value === "string" ? error.value : String(JSON.stringify(error.value))
    if (value.length <= mostShown) return error.message
    return new InputError(error.where, error.what, `${value.slice(0, mostShown)}…`, error.expected).message
  }
  if (error instanceof RangeError) return `${name}, ${error.message}`
  return `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`
}
