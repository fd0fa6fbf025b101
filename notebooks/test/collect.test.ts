import {
  type Claim,
  claimMime,
  figureMime,
  type RenderedFigure,
  replayMime,
  type ShownReplay,
} from "@placelab/analysis"
import { describe, expect, it } from "vitest"
import { collect } from "../kernel/collect.ts"
import { type CodeCell, type Notebook, parseNotebook } from "../kernel/notebookFile.ts"
import { notebookOf } from "./support/notebook.ts"

const figure: RenderedFigure = {
  id: "a",
  title: "A",
  caption: "",
  source: "",
  reproduces: "same shape",
  spec: {},
  svg: "<svg/>",
  png: "",
}
const claim: Claim = {
  id: "c",
  statement: "s",
  source: "",
  verdict: "held",
  published: "1",
  regenerated: "1",
  numbers: { n: 1 },
  mayMiss: false,
}
const replay: ShownReplay = {
  id: "r",
  title: "R",
  caption: "",
  replay: {
    hosts: ["n1"],
    vms: [],
    residencies: [],
    migrations: [],
    violations: [],
    power: [],
    end: 1,
    unplaced: 0,
  },
}

/** A notebook whose code cells show these bundles. */
function showing(...cells: Record<string, unknown>[][]): Notebook {
  const notebook = parseNotebook(notebookOf("# Title", ...cells.map((_, index) => `${index}`)), "x")
  cells.forEach((bundles, index) => {
    const cell = notebook.cells[index + 1] as CodeCell
    cell.outputs = bundles.map((data) => ({ output_type: "display_data", data, metadata: {} }))
  })
  return notebook
}

describe("the results of a notebook", () => {
  it("are its figures, replays and claims in the order of the cells", () => {
    const notebook = showing(
      [{ [claimMime]: claim }, { "text/plain": "no result" }],
      [{ [replayMime]: replay }, { [figureMime]: figure }],
    )
    expect(collect(notebook)).toEqual({ figures: [figure], replays: [replay], claims: [claim] })
  })

  it("are read from lines of text too, as some writers keep JSON", () => {
    const lines = JSON.stringify(claim, null, 1).split(/(?<=\n)/)
    expect(collect(showing([{ [claimMime]: lines }])).claims).toEqual([claim])
  })

  it("have ids of their own: the error names both cells", () => {
    const twice = showing([{ [claimMime]: claim }], [], [{ [claimMime]: claim }])
    expect(() => collect(twice)).toThrow(
      'claim "c" is shown by cell 1 and by cell 3: ids are unique in a notebook, rename one',
    )
    expect(() => collect(showing([{ [figureMime]: figure }, { [figureMime]: figure }]))).toThrow(
      'figure "a" is shown by cell 1 and by cell 1',
    )
  })

  it.each([
    [
      { [figureMime]: { ...figure, id: "../a" } },
      'cell 1: figure: id is "../a", expected lower case letters',
    ],
    [{ [figureMime]: { ...figure, svg: undefined } }, "cell 1: figure: svg is undefined, expected text"],
    [{ [claimMime]: { ...claim, verdict: "maybe" } }, 'cell 1: claim: verdict is "maybe", expected held'],
    [
      { [claimMime]: { ...claim, numbers: { n: null } } },
      "cell 1: claim: numbers.n is null, expected a finite",
    ],
    [
      { [replayMime]: { ...replay, id: "R" } },
      'cell 1: replay: id is "R", expected lower case letters, digits and single hyphens',
    ],
    [
      { [replayMime]: { ...replay, replay: { ...replay.replay, vms: 3 } } },
      "cell 1: replay: replay.vms is 3, expected a list",
    ],
    [{ [claimMime]: "{" }, "cell 1: claim: "],
  ])("are checked: %#", (bundle, message) => {
    expect(() => collect(showing([bundle]))).toThrow(message)
  })
})
