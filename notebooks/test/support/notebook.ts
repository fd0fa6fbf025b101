import { writeFileSync } from "node:fs"

/** The text of a notebook. Cells that begin with `# ` are markdown, the others TypeScript. */
export function notebookOf(...sources: string[]): string {
  const cells = sources.map((source, index) => ({
    ...(source.startsWith("# ")
      ? { cell_type: "markdown" }
      : { cell_type: "code", execution_count: null, outputs: [] }),
    id: `cell-${index + 1}`,
    metadata: {},
    source,
  }))
  const kernelspec = { display_name: "TypeScript (tslab)", language: "typescript", name: "tslab" }
  return JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 })
}

export function writeNotebook(file: string, ...sources: string[]): string {
  writeFileSync(file, notebookOf(...sources))
  return file
}
