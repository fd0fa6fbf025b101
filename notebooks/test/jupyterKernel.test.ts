import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { homedir } from "node:os"
import { delimiter, join } from "node:path"
import { describe, expect, it } from "vitest"
import { userDataDir } from "../kernel/kernelSpec.ts"
import { program, run } from "./support/run.ts"
import { temporaryFolder } from "./support/temporaryFolder.ts"

const install = (args: readonly string[], env: NodeJS.ProcessEnv = process.env) =>
  run(process.execPath, [program("installKernel"), ...args], { env })
const specIn = (dataDir: string, name: string) =>
  JSON.parse(readFileSync(join(dataDir, "kernels", name, "kernel.json"), "utf8"))

describe("the kernel is registered", () => {
  it("under the name of stock tslab, in the prefix that is given", async () => {
    const prefix = temporaryFolder()
    const { code, stdout } = await install(["--prefix", prefix])
    const dataDir = join(prefix, "share/jupyter")
    expect(code).toBe(0)
    expect(stdout).toContain(`JUPYTER_PATH=${dataDir}`)
    expect(specIn(dataDir, "tslab")).toMatchObject({
      argv: [process.execPath, program("jupyterKernel"), "{connection_file}"],
      display_name: "TypeScript (tslab)",
      language: "typescript",
      interrupt_mode: "signal",
    })
    // Again is no conflict with itself.
    expect((await install(["--prefix", prefix])).stdout).toContain('kernel "tslab" registered')
  })

  it("beside a tslab of somebody else, under its own name", async () => {
    const dataDir = temporaryFolder()
    const other = { argv: ["tslab", "kernel"], display_name: "TypeScript" }
    mkdirSync(join(dataDir, "kernels/tslab"), { recursive: true })
    writeFileSync(join(dataDir, "kernels/tslab/kernel.json"), JSON.stringify(other))
    const { stdout } = await install(["--user"], { ...process.env, JUPYTER_DATA_DIR: dataDir })
    expect(stdout).toContain('kernel "placelab" registered')
    expect(stdout).toContain('the kernel "tslab" stays what it was: tslab kernel')
    expect(specIn(dataDir, "tslab")).toEqual(other)
    expect(specIn(dataDir, "placelab").display_name).toBe("TypeScript (placelab)")
  })

  it("not at all on a wrong command line", async () => {
    for (const args of [["--bogus"], ["--user", "--prefix", "x"]]) {
      const { code, stderr } = await install(args)
      expect(code).toBe(2)
      expect(stderr).toContain("usage: node notebooks/dist/installKernel.js")
      expect(stderr).not.toMatch(/^ {4}at /m)
    }
  })
})

it("the user's Jupyter folder follows Jupyter's rules", () => {
  expect(userDataDir({ JUPYTER_DATA_DIR: "/d", XDG_DATA_HOME: "/x" }, "linux")).toBe("/d")
  expect(userDataDir({ XDG_DATA_HOME: "/x" }, "linux")).toBe(join("/x", "jupyter"))
  expect(userDataDir({}, "linux")).toBe(join(homedir(), ".local/share/jupyter"))
  expect(userDataDir({}, "darwin")).toBe(join(homedir(), "Library/Jupyter"))
  expect(userDataDir({ APPDATA: "/a" }, "win32")).toBe(join("/a", "jupyter"))
})

describe("npm run lab", () => {
  /** A `jupyter` that knows some commands and says how it was called. */
  function fakeJupyter(...commands: string[]): NodeJS.ProcessEnv {
    const folder = temporaryFolder()
    const answers = commands.map((command) => `"${command} --version") echo 1;;`).join(" ")
    writeFileSync(
      join(folder, "jupyter"),
      `#!/bin/sh\ncase "$1 $2" in ${answers} *--version) exit 1;; *) echo "$PWD|$JUPYTER_PATH|$*"; exit 7;; esac\n`,
    )
    chmodSync(join(folder, "jupyter"), 0o755)
    return { PATH: [folder, "/usr/bin", "/bin"].join(delimiter), JUPYTER_PATH: "/earlier" }
  }

  it("starts JupyterLab in notebooks/ with the project's kernel, and ends as it ends", async () => {
    const { code, stdout } = await run(process.execPath, [program("lab"), "--no-browser"], {
      env: fakeJupyter("lab", "notebook"),
    })
    const [cwd, path, args] = stdout.trim().split("|") as [string, string, string]
    expect({ code, args }).toEqual({ code: 7, args: "lab --no-browser" })
    expect(cwd).toMatch(/notebooks$/)
    const [own, earlier] = path.split(delimiter) as [string, string]
    expect(earlier).toBe("/earlier")
    expect(specIn(own, "tslab").argv[1]).toBe(program("jupyterKernel"))
  })

  it("takes the classic Notebook where there is no JupyterLab", async () => {
    const { stdout } = await run(process.execPath, [program("lab")], { env: fakeJupyter("notebook") })
    expect(stdout.trim().split("|")[2]).toBe("notebook")
  })

  it("says how to get Jupyter where there is none", async () => {
    for (const env of [fakeJupyter(), { PATH: temporaryFolder() }]) {
      const { code, stderr } = await run(process.execPath, [program("lab")], { env })
      expect(code).toBe(1)
      expect(stderr).toContain("pip install jupyterlab")
      expect(stderr).toContain("apt-get install jupyter-notebook")
      expect(stderr).not.toMatch(/^ {4}at /m)
    }
  })
})
