import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { homedir } from "node:os"
import { join, resolve } from "node:path"
import { repeatable } from "./repeatable.ts"

/** What Jupyter reads from `kernels/NAME/kernel.json`. */
export interface KernelSpec {
  readonly argv: readonly string[]
  readonly display_name: string
  readonly language: "typescript"
  readonly interrupt_mode: "signal"
  readonly env: Readonly<Record<string, string>>
}

/** Where a kernel was registered, and under which name. */
export interface Registration {
  readonly name: string
  readonly file: string
  /** The program behind the name `tslab` that was there before and stays. */
  readonly other?: string
}

const kernelProgram = resolve(import.meta.dirname, "jupyterKernel.js")

/** The specification of this project's kernel: this Node, this checkout. */
export const kernelSpec: KernelSpec = {
  argv: [process.execPath, kernelProgram, "{connection_file}"],
  display_name: "TypeScript (tslab)",
  language: "typescript",
  interrupt_mode: "signal",
  env: repeatable,
}

/**
 * Registers the kernel in a Jupyter data folder, without Python: a kernel is one JSON file there.
 *
 * Its name is `tslab`, the one that notebooks written with a stock tslab carry, so that they open here and ours open
 * there. Where another program already holds that name, ours becomes `placelab` and the other one stays.
 *
 * @param dataDir A folder of Jupyter's data path: `JUPYTER_PATH`, or {@link userDataDir}.
 */
export function registerKernel(dataDir: string): Registration {
  const other = otherProgram(join(dataDir, "kernels", "tslab", "kernel.json"))
  const name = other === undefined ? "tslab" : "placelab"
  const file = join(dataDir, "kernels", name, "kernel.json")
  mkdirSync(join(dataDir, "kernels", name), { recursive: true })
  const display_name = other === undefined ? kernelSpec.display_name : "TypeScript (placelab)"
  writeFileSync(file, `${JSON.stringify({ ...kernelSpec, display_name }, null, 2)}\n`)
  return other === undefined ? { name, file } : { name, file, other }
}

/** The program of a kernel that is not this project's, or undefined when the name is free or ours. */
function otherProgram(file: string): string | undefined {
  if (!existsSync(file)) return undefined
  try {
    const { argv }: KernelSpec = JSON.parse(readFileSync(file, "utf8"))
    return argv.includes(kernelProgram) ? undefined : argv.join(" ")
  } catch {
    return "a kernel.json that cannot be read"
  }
}

/**
 * The project's own Jupyter data folder. It is a cache: `npm run lab` fills it each time, and no other project of
 * the user sees it.
 */
export const projectDataDir = resolve(import.meta.dirname, "../../node_modules/.cache/placelab/jupyter")

/** Jupyter's data folder of the user, by Jupyter's own rules. */
export function userDataDir(
  environment: NodeJS.ProcessEnv = process.env,
  platform = process.platform,
): string {
  const { JUPYTER_DATA_DIR, XDG_DATA_HOME, APPDATA } = environment
  if (JUPYTER_DATA_DIR) return JUPYTER_DATA_DIR
  if (platform === "darwin") return join(homedir(), "Library", "Jupyter")
  if (platform === "win32" && APPDATA) return join(APPDATA, "jupyter")
  return join(XDG_DATA_HOME || join(homedir(), ".local", "share"), "jupyter")
}
