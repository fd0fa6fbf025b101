import { availableParallelism } from "node:os"
import { Worker } from "node:worker_threads"
import { InputError, positiveInteger } from "../inputError.ts"

/** An exported function of a module: takes one input, returns one result or a promise of it; both can be cloned. */
export interface WorkerTask {
  /** Its URL, such as `import.meta.resolve("placelab/worker")`. */
  readonly module: string
  readonly name: string
}

/** How many at once, and who is told. */
export interface WorkerOptions {
  /** Threads. Default: as many as this machine runs in parallel. */
  readonly workers?: number
  /** Told after each input that is done, of how many there are. */
  readonly onProgress?: (done: number, count: number) => void
}

interface Answer {
  readonly index: number
  readonly result?: unknown
  readonly error?: { readonly name: string; readonly message: string }
}

// Told as text: so it is the same whether this file runs as it was written or as it was built.
const script = `
  const { parentPort, workerData } = require("node:worker_threads")
  const loaded = import(workerData.module)
  parentPort.on("message", async ({ index, input }) => {
    try {
      parentPort.postMessage({ index, result: await (await loaded)[workerData.name](input) })
    } catch (error) {
      parentPort.postMessage({ index, error: { name: error?.name ?? "Error", message: error?.message ?? String(error) } })
    }
  })
`

/**
 * Calls a function for each input, in several threads, and gives the results in the order of the inputs: they do not depend on the
 * number of threads. An idle thread takes the next input, so put long ones first.
 *
 * Rejects with the first error, after which no more is begun; with InputError for a wrong number of threads.
 *
 * @example
 * await mapInWorkers({ module: import.meta.resolve("./task.js"), name: "square" }, [1, 2, 3], { workers: 2 }) // [1, 4, 9]
 */
export async function mapInWorkers<I, R>(
  task: WorkerTask,
  inputs: readonly I[],
  { workers = availableParallelism(), onProgress }: WorkerOptions = {},
): Promise<R[]> {
  positiveInteger("workers", "count", workers)
  if (!task.module.startsWith("file:"))
    throw new InputError(
      "workers",
      "module",
      task.module,
      'a URL such as "file:///..."; see import.meta.resolve',
    )
  const threads: Worker[] = []
  try {
    return await new Promise<R[]>((resolve, reject) => {
      const results = new Array<R>(inputs.length)
      let next = 0
      let done = 0
      const give = (worker: Worker) => {
        if (next < inputs.length) worker.postMessage({ index: next, input: inputs[next++] })
      }
      const take = (worker: Worker, { index, result, error }: Answer) => {
        if (error !== undefined) throw Object.assign(new Error(error.message), { name: error.name })
        results[index] = result as R
        done++
        onProgress?.(done, inputs.length)
        if (done === inputs.length) resolve(results)
        else give(worker)
      }
      if (inputs.length === 0) resolve(results)
      for (let i = 0; i < Math.min(workers, inputs.length); i++) {
        const worker = new Worker(script, { eval: true, workerData: task })
        threads.push(worker)
        worker.on("error", reject)
        worker.on("exit", (code) => reject(new Error(`a thread has ended with code ${code} and no answer`)))
        worker.on("message", (answer: Answer) => {
          try {
            take(worker, answer)
          } catch (reason) {
            reject(reason)
          }
        })
        give(worker)
      }
    })
  } finally {
    await Promise.all(threads.map((worker) => worker.terminate()))
  }
}
