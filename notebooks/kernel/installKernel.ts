/**
 * `node notebooks/dist/installKernel.js [--user | --prefix DIR]`: registers the kernel with Jupyter.
 *
 * Without an option it goes into the project, where only `npm run lab` looks.
 */
import { join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { projectDataDir, registerKernel, userDataDir } from "./kernelSpec.ts"

const usage = `usage: node notebooks/dist/installKernel.js [--user | --prefix DIR]
  --user        into the user's Jupyter, for every Jupyter of the user to find
  --prefix DIR  into DIR/share/jupyter, for instance a Python environment
  (neither)     into this project, where npm run lab finds it`

try {
  const { values } = parseArgs({
    options: { user: { type: "boolean" }, prefix: { type: "string" }, help: { type: "boolean", short: "h" } },
  })
  if (values.help) console.log(usage)
  else install(values)
} catch (error) {
  console.error(`${(error as Error).message}\n${usage}`)
  process.exitCode = 2
}

function install({ user, prefix }: { readonly user?: boolean; readonly prefix?: string }): void {
  if (user && prefix !== undefined)
    throw new Error("--user and --prefix exclude each other: give one of them")
  const ours = user ? userDataDir() : projectDataDir
  const dataDir = prefix === undefined ? ours : join(resolve(prefix), "share", "jupyter")
  const { name, file, other } = registerKernel(dataDir)
  console.log(`kernel "${name}" registered: ${file}`)
  if (other !== undefined) console.log(`the kernel "tslab" stays what it was: ${other}`)
  if (!user) console.log(`Jupyter sees it with JUPYTER_PATH=${dataDir}`)
}
