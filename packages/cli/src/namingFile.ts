import { InputError } from "@placelab/core"

/** Does something with a scenario; an InputError of it names the file that the scenario is from, or another place. */
export function namingFile<A>(file: string, work: () => A): A {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const { where, what, value, expected } = error
    throw new InputError(where === "scenario" ? file : `${file}: ${where}`, what, value, expected)
  }
}
