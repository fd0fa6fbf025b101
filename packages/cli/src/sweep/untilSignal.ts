import { constants } from "node:os"

const signals = ["SIGINT", "SIGTERM"] as const

/**
 * Does work that Ctrl-C, or another signal that asks for the end, aborts; a second one ends the process at once. Gives the exit code
 * that tells of the signal when the work has ended by it, and undefined when it has come to its end.
 */
export async function untilSignal(work: (signal: AbortSignal) => Promise<void>): Promise<number | undefined> {
  const controller = new AbortController()
  let exitCode: number | undefined
  const onSignal = (signal: (typeof signals)[number]) => {
    stopListening()
    exitCode = 128 + constants.signals[signal]
    controller.abort()
  }
  const stopListening = () => {
    for (const signal of signals) process.removeListener(signal, onSignal)
  }
  for (const signal of signals) process.on(signal, onSignal)
  try {
    await work(controller.signal)
    return undefined
  } catch (error) {
    if (exitCode === undefined || error !== controller.signal.reason) throw error
    return exitCode
  } finally {
    stopListening()
  }
}
