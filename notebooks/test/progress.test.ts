import { expect, it } from "vitest"
import { Progress } from "../kernel/progress.ts"

function stream(isTTY: boolean) {
  const written: string[] = []
  return { isTTY, columns: 40, written, write: (text: string) => written.push(text) }
}

it("a pipe gets one plain line for each notebook", () => {
  const pipe = stream(false)
  const progress = new Progress(pipe)
  progress.start("a")
  progress.cell("a", 1, 2)
  progress.end("a", "a.ipynb: 2 cells")
  progress.close()
  expect(pipe.written).toEqual(["a.ipynb: 2 cells\n"])
})

it("a terminal gets a line that is redrawn, cut to its width, and taken away at the end", () => {
  const terminal = stream(true)
  const progress = new Progress(terminal)
  progress.start("02-live-migration")
  progress.start("03-boot")
  progress.cell("02-live-migration", 3, 9)
  const line = terminal.written.at(-1)!
  expect(line.slice(0, 5)).toBe("\r\x1b[2K")
  expect(line.slice(5)).toMatch(/^02-live-migration cell 3\/9 \d+ s · 03-b/)
  expect(line.slice(5)).toHaveLength(39)
  progress.end("02-live-migration", "done")
  expect(terminal.written.slice(-3)).toEqual([
    "\r\x1b[2K",
    "done\n",
    expect.stringContaining("03-boot starting"),
  ])
  progress.close()
  expect(terminal.written.at(-1)).toBe("\r\x1b[2K")
})
