import { forEachInWorkers, type WorkerOptions, type WorkerTask } from "./forEachInWorkers.ts"

/** How many at once, what ends them, and who is told. */
export interface MapOptions extends WorkerOptions {
  /** Told after each input that is done, of how many there are. */
  readonly onProgress?: (done: number, count: number) => void
}

/**
 * Calls a function for each input, in several threads, and gives the results in the order of the inputs: they do not depend on the
 * number of threads. An idle thread takes the next input, so put long ones first.
 *
 * Rejects with the first error, or the reason of the signal, after which no more is begun; with InputError for a wrong number of
 * threads.
 *
 * @example
 * await mapInWorkers({ module: import.meta.resolve("./task.js"), name: "square" }, [1, 2, 3], { workers: 2 }) // [1, 4, 9]
 */
export async function mapInWorkers<I, R>(
  task: WorkerTask,
  inputs: readonly I[],
  { onProgress, ...options }: MapOptions = {},
): Promise<R[]> {
  const results = new Array<R>(inputs.length)
  let done = 0
  await forEachInWorkers<I, R>(
    task,
    inputs,
    (answer) => {
      if ("error" in answer) throw answer.error
      results[answer.index] = answer.result
      onProgress?.(++done, inputs.length)
    },
    options,
  )
  return results
}
