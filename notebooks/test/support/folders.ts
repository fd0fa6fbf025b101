import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { temporaryFolder } from "./temporaryFolder.ts"

/** Every file under a folder with its bytes. */
export function contents(folder: string): Map<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()
  const regular = files.filter((file) => statSync(join(folder, file)).isFile())
  return new Map(regular.map((file) => [file, readFileSync(join(folder, file))]))
}

/** A figures folder that an earlier run wrote. */
export function earlierFigures(): string {
  const out = join(temporaryFolder(), "figures")
  mkdirSync(out)
  for (const file of ["claims.json", "index.html"]) writeFileSync(join(out, file), "earlier")
  return out
}
