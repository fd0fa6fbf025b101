import type { CellFault } from "./cellFault.ts"
import type { JupyterModule } from "./tslab.ts"

declare global {
  /** Shows one output in several MIME types under the running cell. Packages print text where it is absent. */
  var __notebookDisplay:
    | ((data: Record<string, unknown>, metadata?: Record<string, unknown>) => void)
    | undefined
}

/** Adds the reason to the reply of a failed cell: without it nbconvert reports an empty error. */
export function patchReply(module: JupyterModule, lastFault: () => CellFault | undefined): void {
  const prototype = module.JupyterHandlerImpl.prototype
  const handle = prototype.handleExecute
  prototype.handleExecute = async function (...request) {
    const reply = await handle.apply(this, request)
    const fault = lastFault()
    if (reply.status !== "error" || fault === undefined) return reply
    return { ...reply, ename: fault.name, evalue: fault.message, traceback: fault.text.split("\n") }
  }
}

/**
 * Installs `globalThis.__notebookDisplay`, which sends all MIME types of an output in one message, so that each
 * front end picks the best it knows; tslab's own `display` sends one type at a time.
 *
 * @returns Whether a value has been displayed.
 */
export function installDisplay(module: JupyterModule): (value: unknown) => boolean {
  const shown = new WeakSet<object>()
  globalThis.__notebookDisplay = (data, metadata = {}) => {
    if (module.lastWriteDisplayData === null) throw new Error("no cell is running: display inside a cell")
    for (const value of Object.values(data)) if (typeof value === "object" && value !== null) shown.add(value)
    module.lastWriteDisplayData({ data, metadata, transient: {} }, false)
  }
  return (value) => typeof value === "object" && value !== null && shown.has(value)
}
