import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, beforeAll, expect, it } from "vitest"
import { mapInWorkers } from "../../src/node/index.ts"

let folder: string
let module: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "placelab-workers-"))
  const file = join(folder, "task.mjs")
  writeFileSync(
    file,
    `import { threadId } from "node:worker_threads"
     export const square = async (x) => {
       if (x < 0) throw new RangeError("no root: " + x)
       await new Promise((resolve) => setTimeout(resolve, x))
       return x * x
     }
     export const thread = () => threadId
     export const leave = (code) => process.exit(code)
     export const unsendable = () => () => {}`,
  )
  module = pathToFileURL(file).href
})
afterAll(() => rmSync(folder, { recursive: true }))

it("results come in the order of the inputs, on however many threads", async () => {
  const inputs = [30, 1, 20, 2, 10]
  for (const workers of [1, 2, 8])
    expect(await mapInWorkers({ module, name: "square" }, inputs, { workers })).toEqual([900, 1, 400, 4, 100])
})

it("several threads are at work", async () => {
  const ids = await mapInWorkers<number, number>({ module, name: "thread" }, [0, 0], { workers: 2 })
  expect(new Set(ids).size).toBe(2)
})

it("progress is told after each input", async () => {
  const told: string[] = []
  const onProgress = (done: number, count: number) => told.push(`${done} of ${count}`)
  await mapInWorkers({ module, name: "square" }, [1, 1], { workers: 1, onProgress })
  expect(told).toEqual(["1 of 2", "2 of 2"])
})

it("no inputs give no results", async () => {
  expect(await mapInWorkers({ module, name: "square" }, [])).toEqual([])
})

it("an error in a thread is the error of the call, with its name and text", async () => {
  const failing = mapInWorkers({ module, name: "square" }, [1, -2, 3], { workers: 2 })
  await expect(failing).rejects.toThrow("no root: -2")
  await expect(failing).rejects.toHaveProperty("name", "RangeError")
})

it("a thread that ends without an answer is an error, not a wait without end", async () => {
  const leaving = mapInWorkers({ module, name: "leave" }, [0, 3], { workers: 1 })
  await expect(leaving).rejects.toThrow("a thread has ended with code 0 and no answer")
})

it("inputs and results that cannot be sent are errors of the call, whichever they are", async () => {
  const task = { module, name: "square" }
  for (const inputs of [[() => 1], [1, () => 1]])
    await expect(mapInWorkers<unknown, number>(task, inputs, { workers: 1 })).rejects.toThrow(
      "could not be cloned",
    )
  await expect(mapInWorkers({ module, name: "unsendable" }, [1])).rejects.toThrow("could not be cloned")
})

it("an error of who is told of progress is the error of the call", async () => {
  const onProgress = () => {
    throw new RangeError("told too much")
  }
  await expect(mapInWorkers({ module, name: "square" }, [1, 1], { onProgress })).rejects.toThrow(
    "told too much",
  )
})

it("a module or a function that is not there is an error", async () => {
  const missing = mapInWorkers({ module: `${module}.not`, name: "square" }, [1])
  await expect(missing).rejects.toThrow("Cannot find module")
  await expect(mapInWorkers({ module, name: "cube" }, [1])).rejects.toThrow("is not a function")
})

it("what is no number of threads, and no URL, is refused", async () => {
  await expect(mapInWorkers({ module, name: "square" }, [1], { workers: 0 })).rejects.toThrow(
    "workers: count is 0; expected",
  )
  await expect(mapInWorkers({ module: "./task.mjs", name: "square" }, [1])).rejects.toThrow(
    'workers: module is "./task.mjs"; expected a URL such as "file:///..."; see import.meta.resolve',
  )
})
