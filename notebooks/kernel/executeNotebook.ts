import { type CodeCell, codeCells, type Notebook, type Output, sourceOf } from "./notebookFile.ts"
import type { DisplayMessage, Handler } from "./tslab.ts"

/** The cell that stopped a notebook. */
export interface CellFailure {
  /** Number of the code cell, from 1: Jupyter's `[n]`. 0 when the notebook stopped before its first. */
  readonly cell: number
  /** What went wrong, without the kernel's own stack. */
  readonly text: string
}

/**
 * Executes the code cells of a notebook in order, up to the first that fails, and puts their outputs into it as
 * Jupyter would. What a run may not repeat (earlier outputs, times of execution) is taken out, so that two runs of
 * the same notebook are equal byte by byte.
 *
 * @param onCell Called before each cell, with its number.
 * @returns The failure, or undefined when every cell ran.
 */
export async function executeNotebook(
  notebook: Notebook,
  handler: Handler,
  onCell: (cell: number) => void = () => {},
): Promise<CellFailure | undefined> {
  for (const cell of notebook.cells) if (cell.cell_type === "code") clear(cell)
  const displays = new Map<string, Extract<Output, { output_type: "display_data" }>>()
  let number = 0
  for (const cell of codeCells(notebook)) {
    onCell(++number)
    const reply = await handler.handleExecute(
      { code: sourceOf(cell) },
      (name, text) => appendStream(cell.outputs, name, text),
      (message) => appendDisplay(cell.outputs, message, displays),
    )
    cell.execution_count = reply.execution_count ?? null
    if (reply.status === "ok") continue
    const text = reply.traceback?.join("\n") ?? "the cell failed without saying why"
    return { cell: number, text }
  }
  return undefined
}

function clear(cell: CodeCell): void {
  cell.outputs = []
  cell.execution_count = null
  cell.metadata ??= {}
  delete cell.metadata.execution // Jupyter's clock times
}

/** Appends printed text, to the last output when that is the same stream, as Jupyter merges it. */
function appendStream(outputs: Output[], name: "stdout" | "stderr", text: string): void {
  const last = outputs.at(-1)
  if (last?.output_type === "stream" && last.name === name) last.text = lines(last.text.join("") + text)
  else outputs.push({ name, output_type: "stream", text: lines(text) })
}

/** Appends a display, or replaces the one with the same id, in whichever cell that was. */
function appendDisplay(
  outputs: Output[],
  message: DisplayMessage,
  displays: Map<string, Extract<Output, { output_type: "display_data" }>>,
): void {
  // Through JSON, as on the wire: what a cell changes afterwards does not change what it has shown.
  const { data, metadata }: DisplayMessage = JSON.parse(JSON.stringify(message))
  const shown = Object.entries(data).map(([type, value]) => [
    type,
    typeof value === "string" ? lines(value) : value,
  ])
  const output = {
    data: Object.fromEntries(shown),
    metadata: { ...metadata },
    output_type: "display_data" as const,
  }
  const id = message.transient?.display_id
  const earlier = id === undefined ? undefined : displays.get(id)
  if (earlier !== undefined) {
    Object.assign(earlier, output)
    return
  }
  if (id !== undefined) displays.set(id, output)
  outputs.push(output)
}

/** Text as nbformat keeps it: an array of lines that still end in their line feeds. */
function lines(text: string): string[] {
  return text.split(/(?<=\n)/)
}
