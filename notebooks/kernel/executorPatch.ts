import { sep } from "node:path"
import { type CellFault, compileFault, thrownFault } from "./cellFault.ts"
import { createModuleLoader } from "./moduleLoader.ts"
import { spellOutShorthand } from "./shorthand.ts"
import type { CellConsole, Compiler, Executor, ExecutorModule } from "./tslab.ts"
import { unawaitedCall } from "./unawaited.ts"

/** What the executors need of the rest of the kernel. */
export interface ExecutorHooks {
  readonly compiler: Compiler
  /** The folder that paths in errors are given from. */
  readonly project: string
  /** Called when a cell fails; for a cell that does not compile, once for each diagnostic. */
  onFault(fault: CellFault): void
  /** Whether a value has been displayed: as the last expression of a cell it is not printed once more. */
  wasShown(value: unknown): boolean
}

/** Makes tslab's executors load what a cell imports, see names of other cells in shorthand properties, refuse a figure that is not awaited, and explain faults. */
export function patchExecutor(module: ExecutorModule, hooks: ExecutorHooks): void {
  const create = module.createExecutor
  module.createExecutor = (rootDir, converters, console): Executor => {
    const loader = createModuleLoader(rootDir, hooks.compiler)
    let diagnostics: string[] = []
    const fail = (fault: CellFault, printed = fault.text): void => {
      hooks.onFault(fault)
      console.error(printed)
    }
    const explain = (text: string): string => {
      const specifier = /^Cannot find module '(.+?)'/.exec(text)?.[1]
      const remedy = specifier === undefined ? undefined : loader.fault(specifier)?.message
      return (remedy ?? text).replaceAll(hooks.project + sep, "")
    }
    const cellConsole: CellConsole = {
      log(...values) {
        if (!hooks.wasShown(values[0])) console.log(...values)
      },
      error(...values) {
        if (!isDiagnostic(values)) return fail(thrownFault(values[0], hooks.project))
        const [, file, line, column, text] = values
        const diagnostic = `${file}${line}:${column} - ${explain(text)}`
        diagnostics.push(diagnostic)
        fail(compileFault(diagnostics), diagnostic)
      },
    }
    const executor = create(rootDir, converters, cellConsole)
    const execute = executor.execute
    executor.execute = async (source) => {
      diagnostics = []
      const call = unawaitedCall(source, hooks.compiler)
      if (call !== undefined) {
        const { name, place } = call
        fail(compileFault([`${place} - ${name}(...) draws in the background: write "await ${name}(...)"`]))
        return false
      }
      await loader.preload(source)
      return execute(spellOutShorthand(source, hooks.compiler))
    }
    return executor
  }
}

/** tslab prints a diagnostic as `error("%s%d:%d - %s", file, line, column, text)`, and a thrown value alone. */
function isDiagnostic(values: unknown[]): values is [string, string, number, number, string] {
  return values.length === 5 && values[0] === "%s%d:%d - %s"
}
