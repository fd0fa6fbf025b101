import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"

/** The built program; tests run it as a user does. */
export const program = fileURLToPath(new URL("../dist/main.js", import.meta.url))

/** Where file names in arguments are taken from. */
export const fixtures = fileURLToPath(new URL("./fixtures", import.meta.url))

export const environment: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined }

/** Runs `placelab` with these arguments in the folder of fixtures. */
export function placelab(...args: readonly string[]) {
  if (!existsSync(program))
    throw new Error("packages/cli has no dist/main.js: build it first (npm run build)")
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: fixtures,
    env: environment,
    encoding: "utf8",
  })
  return { code: status, stdout, stderr }
}
