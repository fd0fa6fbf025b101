import { availableParallelism } from "node:os"
import { Worker } from "node:worker_threads"
import { InputError, positiveInteger } from "../inputError.ts"

/** An exported function of a module: takes one input, returns one result or a promise of it; both can be cloned. */
export interface WorkerTask {
  /** Its URL, such as `import.meta.resolve("placelab/worker")`. */
  readonly module: string
  readonly name: string
}

/** How many at once, and what ends them. */
export interface WorkerOptions {
  /** Threads. Default: as many as this machine runs in parallel. */
  readonly workers?: number
  /** When it aborts, threads end at once, in the middle of what they do, and the call rejects with its reason. */
  readonly signal?: AbortSignal
}

/** What came of one input. */
export type WorkerAnswer<R> =
  | { readonly index: number; readonly result: R }
  | { readonly index: number; readonly error: Error }

interface Message {
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
 * Calls a function for each input, in several threads, and tells each answer as it comes. An idle thread takes the next input,
 * so put long ones first. What fails is an answer, too, and the others go on; a thread that dies of its input is replaced.
 *
 * Rejects with what `onAnswer` throws and with the reason of the signal, after which no more is begun; with InputError for a
 * wrong number of threads.
 *
 * @example
 * const task = { module: import.meta.resolve("./task.js"), name: "square" }
 * await forEachInWorkers(task, [1, 2, 3], (answer) => console.log(answer), { workers: 2 })
 */
export async function forEachInWorkers<I, R>(
  task: WorkerTask,
  inputs: readonly I[],
  onAnswer: (answer: WorkerAnswer<R>) => void,
  { workers = availableParallelism(), signal }: WorkerOptions = {},
): Promise<void> {
  positiveInteger("workers", "count", workers)
  if (!task.module.startsWith("file:"))
    throw new InputError(
      "workers",
      "module",
      task.module,
      'a URL such as "file:///..."; see import.meta.resolve',
    )
  signal?.throwIfAborted()
  const threads = new Set<Worker>()
  let onAbort = () => {}
  try {
    await new Promise<void>((resolve, reject) => {
      onAbort = () => reject(signal?.reason)
      signal?.addEventListener("abort", onAbort)
      let next = 0
      let done = 0
      const tell = (answer: WorkerAnswer<R>) => {
        onAnswer(answer)
        done++
        if (done === inputs.length) resolve()
      }
      const start = () => {
        const worker = new Worker(script, { eval: true, workerData: task })
        threads.add(worker)
        let at = next
        const give = () => {
          while (next < inputs.length) {
            at = next++
            try {
              worker.postMessage({ index: at, input: inputs[at] })
              return
            } catch (error) {
              tell({ index: at, error: error as Error })
            }
          }
        }
        const lose = (error: Error) => {
          // Once, and not when the call is over.
          if (!threads.delete(worker)) return
          tell({ index: at, error })
          if (next < inputs.length) start()
        }
        /** An error of who is told is the error of the call. */
        const guarded =
          <A>(listener: (value: A) => void) =>
          (value: A) => {
            try {
              listener(value)
            } catch (reason) {
              reject(reason)
            }
          }
        worker.on("error", guarded(lose))
        worker.on(
          "exit",
          guarded((code: number) => lose(new Error(`a thread has ended with code ${code} and no answer`))),
        )
        worker.on(
          "message",
          guarded((message: Message) => {
            tell(answerOf<R>(message))
            give()
          }),
        )
        give()
      }
      if (inputs.length === 0) resolve()
      for (let i = 0; i < Math.min(workers, inputs.length); i++) start()
    })
  } finally {
    signal?.removeEventListener("abort", onAbort)
    const all = [...threads]
    threads.clear()
    await Promise.all(all.map((worker) => worker.terminate()))
  }
}

function answerOf<R>({ index, result, error }: Message): WorkerAnswer<R> {
  if (error === undefined) return { index, result: result as R }
  return { index, error: Object.assign(new Error(error.message), { name: error.name }) }
}
