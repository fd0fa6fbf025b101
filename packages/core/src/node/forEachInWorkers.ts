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
  const crew = new Crew(task, inputs, onAnswer)
  const abort = () => crew.fail(signal?.reason)
  signal?.addEventListener("abort", abort)
  try {
    await crew.work(workers)
  } finally {
    signal?.removeEventListener("abort", abort)
    await crew.dismiss()
  }
}

/** The threads of one call. */
class Crew<I, R> {
  readonly #task: WorkerTask
  readonly #inputs: readonly I[]
  readonly #onAnswer: (answer: WorkerAnswer<R>) => void
  readonly #threads = new Set<Worker>()
  #next = 0
  #done = 0
  #isOver = false
  #resolve = () => {}
  #reject: (reason: unknown) => void = () => {}

  constructor(task: WorkerTask, inputs: readonly I[], onAnswer: (answer: WorkerAnswer<R>) => void) {
    this.#task = task
    this.#inputs = inputs
    this.#onAnswer = onAnswer
  }

  work(workers: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
      if (this.#inputs.length === 0) resolve()
      for (let i = 0; i < workers && this.#next < this.#inputs.length; i++) this.#start()
    })
  }

  fail(reason: unknown): void {
    this.#isOver = true
    this.#reject(reason)
  }

  async dismiss(): Promise<void> {
    this.#isOver = true
    await Promise.all([...this.#threads].map((worker) => worker.terminate()))
  }

  #start(): void {
    const worker = new Worker(script, { eval: true, workerData: this.#task })
    this.#threads.add(worker)
    /** Which input it is at. */
    let at = this.#give(worker)
    const lose = (error: Error) => {
      // After an error comes an exit.
      if (!this.#threads.delete(worker) || at === undefined) return
      this.#tell({ index: at, error })
      if (this.#next < this.#inputs.length) this.#start()
    }
    const take = (message: Message) => {
      this.#tell(answerOf<R>(message))
      at = this.#give(worker)
    }
    worker.on("message", this.#guarded(take))
    worker.on("error", this.#guarded(lose))
    worker.on(
      "exit",
      this.#guarded((code: number) => lose(new Error(`a thread has ended with code ${code} and no answer`))),
    )
  }

  /** The number of the input that the thread has got, if there is one left. */
  #give(worker: Worker): number | undefined {
    while (this.#next < this.#inputs.length) {
      const index = this.#next++
      try {
        worker.postMessage({ index, input: this.#inputs[index] })
        return index
      } catch (error) {
        this.#tell({ index, error: error as Error })
      }
    }
    return undefined
  }

  #tell(answer: WorkerAnswer<R>): void {
    this.#onAnswer(answer)
    this.#done++
    if (this.#done === this.#inputs.length) this.#resolve()
  }

  /** What a listener throws, or who is told by it, is the error of the call. */
  #guarded<A>(listener: (value: A) => void): (value: A) => void {
    return (value) => {
      if (this.#isOver) return
      try {
        listener(value)
      } catch (reason) {
        this.fail(reason)
      }
    }
  }
}

function answerOf<R>({ index, result, error }: Message): WorkerAnswer<R> {
  if (error === undefined) return { index, result: result as R }
  return { index, error: Object.assign(new Error(error.message), { name: error.name }) }
}
