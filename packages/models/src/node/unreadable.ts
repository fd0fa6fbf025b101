import { InputError } from "@placelab/core"

const words: Readonly<Record<string, string>> = { ENOENT: "missing", EISDIR: "a folder", ENOTDIR: "a file" }

/** For this package: an error of the file system as one of the input. */
export function unreadable(
  path: string,
  kind: "file" | "folder",
  error: unknown,
  expected: string,
): InputError {
  const code = (error as NodeJS.ErrnoException).code ?? "unreadable"
  return new InputError(path, kind, words[code] ?? code, expected)
}
