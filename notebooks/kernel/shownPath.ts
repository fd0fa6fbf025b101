import { relative, sep } from "node:path"

/** A path as messages show it: from the working directory when it is inside, else in full. */
export function shownPath(path: string): string {
  const inside = relative(process.cwd(), path)
  if (inside === "") return "."
  return inside === ".." || inside.startsWith(`..${sep}`) ? path : inside
}
