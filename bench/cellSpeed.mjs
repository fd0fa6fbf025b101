// Does a notebook cell that calls a package run at compiled speed?
//
// The same text runs once as a plain Node module and once as a notebook cell in the headless runner, in turn. It calls
// one hot function of a package ten times (a migration of 100,000 rounds) and prints the CPU time a round of the fastest
// call. Printed: the median of five such runs of each, and the ratio. A cell whose packages were transpiled in the kernel, or reached through its export
// proxies, would be tens to hundreds of times slower.
//
// npm run build && node bench/cellSpeed.mjs
import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const repetitions = 5
const rounds = 100_000
const folder = mkdtempSync(join(import.meta.dirname, "cell-speed-"))

const text = `
import { migrationParameters, orThrow, predictPrecopy } from "@placelab/models"
const parameters = orThrow(migrationParameters({ memory: 1e9, bandwidth: 1e8, dirtyRate: 1e8, roundLimit: ${rounds} }))
const call = () => {
  const before = process.cpuUsage()
  const { rounds } = predictPrecopy(parameters)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / rounds.length
}
const perRound = Math.min(...Array.from({ length: 10 }, call))
console.log("CPU us a round:", 1000 * perRound)
`
const notebook = {
  cells: [
    { cell_type: "markdown", id: "title", metadata: {}, source: "# Cell speed\n\nOne hot call." },
    { cell_type: "code", id: "call", metadata: {}, source: text, execution_count: null, outputs: [] },
  ],
  metadata: { kernelspec: { display_name: "TypeScript (tslab)", language: "typescript", name: "tslab" } },
  nbformat: 4,
  nbformat_minor: 5,
}

function plain() {
  return execFileSync("node", [join(folder, "plain.mjs")], { encoding: "utf8" })
}

function cell() {
  const out = join(folder, "figures")
  const runner = join(import.meta.dirname, "../notebooks/dist/figures.js")
  execFileSync("node", [runner, "--out", out, join(folder, "cell.ipynb")], { encoding: "utf8" })
  const executed = JSON.parse(readFileSync(join(out, "notebooks", "cell.ipynb"), "utf8"))
  return executed.cells[1].outputs.map((output) => [output.text].flat().join("")).join("")
}

const microseconds = (output) => Number(/CPU us a round: ([\d.]+)/.exec(output)[1])
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1]

try {
  writeFileSync(join(folder, "plain.mjs"), text)
  writeFileSync(join(folder, "cell.ipynb"), JSON.stringify(notebook))
  const times = { plain: [], cell: [] }
  for (let i = 0; i < repetitions; i++) {
    times.plain.push(microseconds(plain()))
    times.cell.push(microseconds(cell()))
  }
  const [inNode, inCell] = [median(times.plain), median(times.cell)]
  console.log("| where | CPU a round | ratio |\n|---|---|---|")
  console.log(`| Node module | ${inNode.toFixed(3)} us | 1 |`)
  console.log(`| notebook cell | ${inCell.toFixed(3)} us | ${(inCell / inNode).toFixed(2)} |`)
} finally {
  rmSync(folder, { recursive: true })
}
