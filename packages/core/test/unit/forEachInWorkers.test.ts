import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, beforeAll, expect, it } from "vitest"
import { forEachInWorkers, type WorkerAnswer, type WorkerOptions } from "../../src/node/index.ts"

let folder: string
let module: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-workers-"))
  const file = join(folder, "task.mjs")
  writeFileSync(
    file,
    `import { writeFileSync } from "node:fs"
     export const square = (x) => {
       if (x < 0) throw new RangeError("no root: " + x)
       if (x === 13) process.exit(4)
       if (x === 14) return new Promise(() => setTimeout(() => { throw new TypeError("out of the blue") }))
       if (x === 16) { setTimeout(() => process.exit(5), 20); return x }
       if (x === 300) return new Promise((resolve) => setTimeout(() => resolve(x), x))
       if (x === 15) return () => x
       return x * x
     }
     export const endless = (path) => { writeFileSync(path, ""); for (;;); }`,
  )
  module = pathToFileURL(file).href
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Answers as text, in the order of the inputs. */
async function answersTo(inputs: readonly unknown[], options: WorkerOptions = {}) {
  const answers: WorkerAnswer<number>[] = []
  await forEachInWorkers<unknown, number>(
    { module, name: "square" },
    inputs,
    (answer) => answers.push(answer),
    options,
  )
  return answers
    .sort((a, b) => a.index - b.index)
    .map((answer) => ("error" in answer ? `${answer.error.name}: ${answer.error.message}` : answer.result))
}

it("every input has an answer, and those that fail do not stop the others, on however many threads", async () => {
  const inputs = [2, -1, 13, 3, () => 1, 15, 4]
  const answers = [
    4,
    "RangeError: no root: -1",
    "Error: a thread has ended with code 4 and no answer",
    9,
    expect.stringContaining("could not be cloned"),
    expect.stringContaining("could not be cloned"),
    16,
  ]
  for (const workers of [1, 2, 8]) expect(await answersTo(inputs, { workers })).toEqual(answers)
})

it("a thread that dies of an error is an answer, and another one goes on", async () => {
  expect(await answersTo([14, 5], { workers: 1 })).toEqual(["TypeError: out of the blue", 25])
})

it("a thread that dies when there is nothing left to do is no answer", async () => {
  expect(await answersTo([16, 300], { workers: 2 })).toEqual([16, 300])
})

it("no inputs have no answers", async () => {
  expect(await answersTo([])).toEqual([])
})

it("an error of who is told is the error of the call, and no more is begun", async () => {
  const told: number[] = []
  const failing = forEachInWorkers<number, number>(
    { module, name: "square" },
    [1, 2, 3],
    ({ index }) => {
      told.push(index)
      throw new RangeError("told too much")
    },
    { workers: 1 },
  )
  await expect(failing).rejects.toThrow("told too much")
  expect(told).toEqual([0])
})

it("a signal ends threads in the middle of what they do", async () => {
  const controller = new AbortController()
  const begun = join(folder, "begun")
  const call = forEachInWorkers<string, never>({ module, name: "endless" }, [begun], () => {}, {
    workers: 1,
    signal: controller.signal,
  })
  while (!existsSync(begun)) await new Promise((resolve) => setTimeout(resolve, 5))
  controller.abort(new Error("enough"))
  await expect(call).rejects.toThrow("enough")
  await expect(answersTo([1], { signal: controller.signal })).rejects.toThrow("enough")
})
