/**
 * tslab, made fit for this project: the same for the Jupyter kernel and for the headless runner.
 *
 * Stock tslab 1.0.22 cannot import packages that declare `exports`, nor ES modules that await at their top level; it
 * is not strict; it shows one MIME type per output; and a failed cell leaves its reason only on stderr. The patches
 * that mend this are applied to tslab's modules before it starts:
 *
 * 1. `compilerPatch.ts`: bundler resolution, strict, ES2023;
 * 2. `executorPatch.ts`: packages loaded with `import()` first (`moduleLoader.ts`), errors for people (`cellFault.ts`);
 * 3. `jupyterPatch.ts`: the reason of a failure in Jupyter's reply, and `globalThis.__notebookDisplay`.
 *
 * A cell runs at full speed inside functions and inside packages. A loop at the top level of a cell is hundreds of
 * times slower, because there each variable is read through a proxy that lets later cells redefine it.
 */
import { createRequire } from "node:module"
import { dirname } from "node:path"
import { type CellFault, thrownFault } from "./cellFault.ts"
import { patchCompiler } from "./compilerPatch.ts"
import { patchExecutor } from "./executorPatch.ts"
import { installDisplay, patchReply } from "./jupyterPatch.ts"
import type { ConverterModule, ExecutorModule, Handler, JupyterModule, MainModule } from "./tslab.ts"

/** The patched doors of tslab. */
export interface TslabRuntime {
  /** Starts the Jupyter kernel on a connection file; returns at once. */
  startKernel(connectionFile: string): void
  /** A handler of Jupyter's execute requests without Jupyter, for notebooks in the working directory. */
  createHandler(): Handler
  /** The fault behind a thrown value, as a cell would show it. */
  describe(thrown: unknown): CellFault
}

const compilerName = "@tslab/typescript-for-tslab"
const project = dirname(dirname(import.meta.dirname))

/**
 * Loads and patches tslab. Once in a process, before anything else loads it.
 *
 * @param watch Whether local files are watched for changes, as a person at work in Jupyter wants it.
 */
export function loadTslab({ watch }: { readonly watch: boolean }): TslabRuntime {
  const require = createRequire(createRequire(import.meta.url).resolve("tslab/package.json"))
  const compiler = patchCompiler(require(compilerName), watch)
  const loaded = require.cache[require.resolve(compilerName)]
  if (loaded === undefined) throw new Error(`${compilerName} is not in the module cache after loading it`)
  loaded.exports = compiler

  const executors: ExecutorModule = require("./dist/executor.js")
  const jupyter: JupyterModule = require("./dist/jupyter.js")
  let lastFault: CellFault | undefined
  const onFault = (fault: CellFault): void => {
    lastFault = fault
  }
  patchExecutor(executors, { compiler, project, onFault, wasShown: installDisplay(jupyter) })
  patchReply(jupyter, () => lastFault)

  return {
    startKernel(configPath) {
      const { startKernel }: MainModule = require("./dist/main.js")
      // Not the tslab nearest to the notebook, which would be a stock one elsewhere: this one.
      startKernel({ configPath, enableFindLocal: false, globalVersion: "1.0.22" })
    },
    createHandler() {
      const { createConverter }: ConverterModule = require("./dist/converter.js")
      const node = createConverter({ isJS: false, isBrowser: false })
      const converters = { node, browser: node, close: () => node.close() }
      const executor = executors.createExecutor(process.cwd(), converters, console)
      return new jupyter.JupyterHandlerImpl(executor, false)
    },
    describe: (thrown) => thrownFault(thrown, project),
  }
}
