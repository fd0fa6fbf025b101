import { relative, sep } from "node:path"
import { inspect } from "node:util"

/** Why a cell failed, in the three fields that Jupyter has for it. */
export interface CellFault {
  /** `TypeError`, `ImportError`, or `CompileError` when the cell did not type-check. */
  readonly name: string
  readonly message: string
  /** What the reader sees: name, message and the stack without the kernel's own frames. */
  readonly text: string
}

/** The fault behind a thrown value. `project` is the folder that paths in the stack are given from. */
export function thrownFault(thrown: unknown, project: string): CellFault {
  if (!(thrown instanceof Error)) {
    const message = typeof thrown === "string" ? thrown : inspect(thrown)
    return { name: "Error", message, text: `Error: ${message} (thrown, not an Error object)` }
  }
  const { name, message } = thrown
  const head = message === "" ? name : `${name}: ${message}`
  const cause = thrown.cause === undefined ? [] : [`caused by ${thrownFault(thrown.cause, project).text}`]
  return { name, message, text: [head, ...ownFrames(thrown.stack ?? "", project), ...cause].join("\n") }
}

/** The fault behind the compiler's diagnostics, each `line:column - what is wrong`. */
export function compileFault(diagnostics: readonly string[]): CellFault {
  return { name: "CompileError", message: diagnostics[0] ?? "", text: diagnostics.join("\n") }
}

/**
 * The frames of a stack that belong to the project or its packages. Frames of Node, of tslab and of the cell itself
 * are left out: their lines are those of compiled code, which nobody has before the eyes.
 */
function ownFrames(stack: string, project: string): string[] {
  return stack.split("\n").flatMap((line) => {
    const frame = /^ {4}at (?:(.+) \()?(?:file:\/\/)?(\/.+?|[A-Z]:\\.+?):(\d+):(\d+)\)?$/.exec(line)
    if (frame === null) return []
    const [, caller, file, row, column] = frame
    if (/[\\/]node_modules[\\/]@?tslab[\\/]|[\\/]notebooks[\\/]dist[\\/]/.test(file!)) return []
    const path = file!.startsWith(project + sep) ? relative(project, file!) : file!
    return [`    at ${caller ?? "top level"} (${path}:${row}:${column})`]
  })
}
