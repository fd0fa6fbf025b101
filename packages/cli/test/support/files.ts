import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"

/** The files below a folder by their paths, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { encoding: "utf8", recursive: true })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort()
}

/** What the files below a folder say, by their paths; without what is in the folder `but`. */
export function textsIn(folder: string, but = ""): Record<string, string> {
  const files = filesIn(folder).filter((path) => but === "" || !path.startsWith(`${but}/`))
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), "utf8")]))
}

/** Which file lies at each path, and when it was written: the same as long as nobody writes it anew. */
export function identitiesIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    filesIn(folder).map((path) => {
      const { ino, mtimeNs } = statSync(join(folder, path), { bigint: true })
      return [path, `${ino} ${mtimeNs}`]
    }),
  )
}
