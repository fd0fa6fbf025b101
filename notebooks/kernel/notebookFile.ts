import { readFileSync } from "node:fs"

/** An output of a code cell, in the four shapes of nbformat 4. */
export type Output =
  | { output_type: "stream"; name: "stdout" | "stderr"; text: string[] }
  | { output_type: "display_data"; data: MimeBundle; metadata: Record<string, unknown> }
  | { output_type: "execute_result"; data: MimeBundle; metadata: Record<string, unknown> }
  | { output_type: "error"; ename: string; evalue: string; traceback: string[] }

/** Values by MIME type: lines of text, or plain JSON for the `+json` types. */
export type MimeBundle = Record<string, unknown>

/** A cell with code, and the outputs of its last run. */
export interface CodeCell {
  cell_type: "code"
  source: string | string[]
  metadata: Record<string, unknown>
  execution_count: number | null
  outputs: Output[]
}

/** Markdown and raw cells. */
export interface TextCell {
  cell_type: "markdown" | "raw"
  source: string | string[]
  metadata: Record<string, unknown>
}

/** Any cell. */
export type Cell = CodeCell | TextCell

/** A Jupyter notebook, nbformat 4. */
export interface Notebook {
  cells: Cell[]
  metadata: Record<string, unknown>
  nbformat: 4
  nbformat_minor: number
}

/** A file that is no notebook of ours: which file, what was expected, and what to do. */
export class NotebookFormatError extends Error {
  override readonly name = "NotebookFormatError"

  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`)
  }
}

const remedy = "open it in Jupyter and save it again, or restore an earlier version"

/**
 * Reads a notebook, and refuses what the runner could not run.
 *
 * Errors    NotebookFormatError: not readable, not JSON, not nbformat 4, another language, no code cell.
 *
 * @param name How errors call the file.
 */
export function readNotebook(file: string, name = file): Notebook {
  let text: string
  try {
    text = readFileSync(file, "utf8")
  } catch (error) {
    throw new NotebookFormatError(
      name,
      `cannot be read (${(error as NodeJS.ErrnoException).code}): check the path`,
    )
  }
  return parseNotebook(text, name)
}

/** {@link readNotebook} of a text. */
export function parseNotebook(text: string, name: string): Notebook {
  const refuse = (problem: string): never => {
    throw new NotebookFormatError(name, problem)
  }
  let notebook: unknown
  try {
    notebook = JSON.parse(text)
  } catch (error) {
    return refuse(`not JSON (${(error as Error).message}), expected a Jupyter notebook: ${remedy}`)
  }
  if (!isRecord(notebook)) return refuse(`expected a JSON object with "cells": ${remedy}`)
  if (notebook.nbformat !== 4) {
    return refuse(
      `nbformat is ${JSON.stringify(notebook.nbformat)}, expected 4: run jupyter nbconvert --to notebook on it`,
    )
  }
  const { cells, metadata } = notebook
  if (!Array.isArray(cells)) return refuse(`"cells" is missing, expected an array of cells: ${remedy}`)
  const broken = cells.findIndex((cell) => !isCell(cell))
  if (broken >= 0) {
    return refuse(
      `cells[${broken}] has no valid "cell_type" and "source", expected those of nbformat 4: ${remedy}`,
    )
  }
  const language = languageOf(isRecord(metadata) ? metadata : {})
  if (language !== undefined && language !== "typescript") {
    return refuse(
      `its language is "${language}", expected "typescript": choose the kernel TypeScript (tslab) and save`,
    )
  }
  if (!cells.some((cell) => cell.cell_type === "code" && sourceOf(cell).trim() !== "")) {
    return refuse("no code cell, expected at least one: add a cell that calls figure(...) or claim(...)")
  }
  return notebook as unknown as Notebook
}

/** A cell's text. */
export function sourceOf(cell: Pick<Cell, "source">): string {
  return typeof cell.source === "string" ? cell.source : cell.source.join("")
}

/** The code cells that contain something, in order: their numbers, from 1, are those of Jupyter's `[n]`. */
export function codeCells(notebook: Notebook): CodeCell[] {
  return notebook.cells
    .filter((cell) => cell.cell_type === "code")
    .filter((cell) => sourceOf(cell).trim() !== "")
}

/** The heading and the first paragraph of a notebook: what the page shows of it. */
export function titleAndQuestion(notebook: Notebook, name: string): { title: string; question: string } {
  const first = notebook.cells.find((cell) => cell.cell_type === "markdown")
  const lines = first === undefined ? [] : sourceOf(first).split("\n")
  const heading = lines.findIndex((line) => /^# /.test(line))
  const title = heading < 0 ? name : lines[heading]!.slice(2).trim()
  const paragraphs = lines
    .slice(heading + 1)
    .join("\n")
    .split(/\n\s*\n/)
  const question = paragraphs
    .map((text) => text.trim().replace(/\s+/g, " "))
    .find((text) => text !== "" && !text.startsWith("#"))
  return { title, question: question ?? "" }
}

/** The text of a notebook as Jupyter writes it: indented by one space, a line feed at the end. */
export function notebookText(notebook: Notebook): string {
  return `${JSON.stringify(notebook, null, 1)}\n`
}

function isCell(cell: unknown): cell is Cell {
  if (!isRecord(cell) || !["code", "markdown", "raw"].includes(String(cell.cell_type))) return false
  const source = cell.source
  return (
    typeof source === "string" || (Array.isArray(source) && source.every((line) => typeof line === "string"))
  )
}

function languageOf(metadata: Record<string, unknown>): unknown {
  const { kernelspec, language_info } = metadata
  return (
    (isRecord(kernelspec) ? kernelspec.language : undefined) ??
    (isRecord(language_info) ? language_info.name : undefined)
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
