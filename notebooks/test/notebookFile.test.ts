import { describe, expect, it } from "vitest"
import { notebookText, parseNotebook, titleAndQuestion } from "../kernel/notebookFile.ts"
import { notebookOf } from "./support/notebook.ts"

const broken = (change: Record<string, unknown>) =>
  JSON.stringify({ ...JSON.parse(notebookOf("1")), ...change })

describe("a file that is no notebook is refused with its name, what was expected and a remedy:", () => {
  it.each([
    ["no JSON", "{ cells", /^x\.ipynb: not JSON \(.+\), expected a Jupyter notebook: open it in Jupyter/],
    ["no object", "[]", /^x\.ipynb: expected a JSON object with "cells"/],
    ["format 3", broken({ nbformat: 3 }), /^x\.ipynb: nbformat is 3, expected 4: run jupyter nbconvert/],
    ["no cells", broken({ cells: undefined }), /^x\.ipynb: "cells" is missing, expected an array/],
    ["an odd cell", broken({ cells: [{ cell_type: "code" }] }), /^x\.ipynb: cells\[0\] has no valid/],
    ["no code", notebookOf("# Only text"), /^x\.ipynb: no code cell, expected at least one/],
    ["empty code", notebookOf("  \n"), /^x\.ipynb: no code cell/],
    [
      "Python",
      broken({ metadata: { kernelspec: { name: "python3", language: "python" } } }),
      /^x\.ipynb: its language is "python", expected "typescript": choose the kernel/,
    ],
  ])("%s", (_, text, message) => {
    expect(() => parseNotebook(text, "x.ipynb")).toThrow(message)
  })
})

describe("a notebook", () => {
  it("is written as it was read", () => {
    const text = notebookText(parseNotebook(notebookOf("# Title", "1"), "x"))
    expect(notebookText(parseNotebook(text, "x"))).toBe(text)
  })

  it.each([
    ["# Time\n\nHow long\ndoes it take?\n\nMore.", "Time", "How long does it take?"],
    ["# Time\n## Model\n\nText.", "Time", "Text."],
    ["# Time", "Time", ""],
    ["# Time\nDirectly below?", "Time", "Directly below?"],
  ])("has the heading and first paragraph of %j", (markdown, title, question) => {
    expect(titleAndQuestion(parseNotebook(notebookOf(markdown, "1"), "x"), "x")).toEqual({ title, question })
  })

  it("without a heading is called by its name", () => {
    expect(titleAndQuestion(parseNotebook(notebookOf("1"), "x"), "x").title).toBe("x")
  })
})
