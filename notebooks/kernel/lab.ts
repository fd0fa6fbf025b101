/** `npm run lab`: opens the notebooks in JupyterLab, or in the classic Notebook, with this project's kernel. */
import { spawn, spawnSync } from "node:child_process"
import { delimiter, resolve } from "node:path"
import { projectDataDir, registerKernel } from "./kernelSpec.ts"

const notebooks = resolve(import.meta.dirname, "..")

const frontEnd = ["lab", "notebook"].find(
  (command) => spawnSync("jupyter", [command, "--version"], { stdio: "ignore" }).status === 0,
)
if (frontEnd === undefined) {
  console.error(`npm run lab needs JupyterLab or Jupyter Notebook, and neither answers to "jupyter lab" or "jupyter notebook".
  with pip:   pip install jupyterlab
  on Debian:  apt-get install jupyter-notebook
npm start runs the notebooks without Jupyter.`)
  process.exit(1)
}

registerKernel(projectDataDir)
const earlier = process.env.JUPYTER_PATH
const path = earlier ? `${projectDataDir}${delimiter}${earlier}` : projectDataDir
const jupyter = spawn("jupyter", [frontEnd, ...process.argv.slice(2)], {
  cwd: notebooks,
  env: { ...process.env, JUPYTER_PATH: path },
  stdio: "inherit",
})
// Ctrl-C is for Jupyter, which asks before it stops: wait for what it decides.
process.on("SIGINT", () => {})
process.on("SIGTERM", () => jupyter.kill("SIGTERM"))
jupyter.on("exit", (code) => process.exit(code ?? 1))
