import { execFileSync, spawnSync } from "node:child_process"
import { join } from "node:path"

const sources = join(import.meta.dirname, "simgrid")

/** For programs that may print long lists. */
export const asText = { encoding: "utf8", maxBuffer: 2 ** 28 }

/**
 * Compiles SimGrid's side into `folder`, against the system's SimGrid or the one installed in `prefix`. Returns what runs
 * a program there, or undefined, after saying how to get what is missing.
 */
export function compilePeer(folder, prefix) {
  const paths = prefix ? [`-I${prefix}/include`, `-L${prefix}/lib`, `-Wl,-rpath,${prefix}/lib`] : []
  const probe = ["-E", "-x", "c++", ...paths, "-o", "/dev/null", "-"]
  const found = spawnSync("g++", probe, { input: "#include <simgrid/s4u.hpp>\n", encoding: "utf8" })
  if (found.status !== 0) {
    console.log("SimGrid is missing: apt-get install g++ libsimgrid-dev")
    console.log("So only ours is measured, and README.md stays as it is.\n")
    return undefined
  }
  for (const name of ["flows", "churn", "vmload"]) {
    const source = join(sources, `${name}.cpp`)
    execFileSync("g++", ["-O2", "-std=c++17", ...paths, source, "-o", join(folder, name), "-lsimgrid"])
  }
  return (name, input) => JSON.parse(execFileSync(join(folder, name), input.map(String), asText))
}
