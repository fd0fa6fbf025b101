import { basename, join } from "node:path"
import { expect, inject, it } from "vitest"
import { collect } from "../kernel/collect.ts"
import { readNotebook } from "../kernel/notebookFile.ts"
import { ended } from "./support/headlessRun.ts"
import { needs } from "./support/needs.ts"
import { program, run } from "./support/run.ts"
import { temporaryFolder } from "./support/temporaryFolder.ts"

const headlessRun = inject("headlessRun")

/** Claims, figures and replays by id, without what only says where they were shown. */
function results(file: string) {
  const { claims, figures, replays } = collect(readNotebook(file))
  return {
    claims: claims.map(({ id, verdict, numbers }) => ({ id, verdict, numbers })),
    figures: figures.map(({ id, svg, png }) => ({ id, svg, png })),
    replays,
  }
}

it("Jupyter gives the claims, figures and replays of the headless run, to the last digit", async (context) => {
  const installed = await run("jupyter", ["nbconvert", "--version"])
  needs(installed.code === 0, "no Jupyter here: apt-get install jupyter-nbconvert jupyter-client", context)

  const { files, folder } = headlessRun
  const prefix = temporaryFolder()
  const executed = join(prefix, "executed")
  await run(process.execPath, [program("installKernel"), "--prefix", prefix])
  const env = {
    ...process.env,
    JUPYTER_PATH: join(prefix, "share/jupyter"),
    JUPYTER_CONFIG_DIR: join(prefix, "config"),
    JUPYTER_RUNTIME_DIR: join(prefix, "runtime"),
  }
  const options = ["--ExecutePreprocessor.kernel_name=tslab", "--ExecutePreprocessor.timeout=-1"]
  const { code, stderr } = await run(
    "jupyter",
    ["nbconvert", "--to", "notebook", "--execute", ...options, "--output-dir", executed, ...files],
    { env },
  )
  expect(code, stderr).toBe(0)

  await ended(headlessRun)
  for (const file of files) {
    const name = basename(file)
    expect(results(join(executed, name)), name).toEqual(results(join(folder, "notebooks", name)))
  }
})
