import { InputError } from "@placelab/core"

/** Does what writes into the folder of `--out`. Errors: InputError when it cannot be written. */
export function intoFolder<A>(folder: string, write: () => A): A {
  try {
    return write()
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error
    throw new InputError("--out", "folder", folder, `a folder that can be written (${error.code})`)
  }
}
