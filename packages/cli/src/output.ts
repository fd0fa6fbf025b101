import * as Console from "effect/Console"
import type { NonShowHelpErrors } from "effect/cli/CliError"
import { defaultFormatter, defaultPresenter, type Formatter, type Presenter } from "effect/cli/CliOutput"
import * as Effect from "effect/Effect"

const effectFormatter = defaultFormatter()

/** Effect's words, but an error takes one line: `placelab: what is wrong; what to do instead`. */
export const formatter: Formatter = {
  ...effectFormatter,
  formatError: (error) => `placelab: ${effectFormatter.formatCliError(error)}`,
}

/**
 * Where Effect's command line writes what is not a command's own output. Help and version that were asked for go to
 * stdout. What is wrong with a command line goes to stderr: the first error, since others mostly follow from it, and
 * where to find help.
 */
export const presenter: Presenter = {
  present: Effect.fnUntraced(function* (event) {
    if (event._tag === "InvalidInvocation") {
      yield* Console.error(`placelab: ${event.errors.slice(0, 1).map(oneLine).join()}`)
      yield* Console.error(`try: ${event.commandPath.join(" ")} --help`)
    } else if (event._tag === "Help" && event.reason === "Implicit") {
      yield* Console.error(formatter.formatHelpDoc(event.helpDoc))
    } else {
      yield* defaultPresenter.present(event)
    }
  }),
}

/** The first line of an error's text, with the suggestions that Effect puts below it. */
function oneLine(error: NonShowHelpErrors): string {
  const [what = ""] = formatter.formatCliError(error).split("\n")
  const suggestions = "suggestions" in error ? error.suggestions : []
  if (suggestions.length === 0) return what
  return `${what}; did you mean ${suggestions.map((name) => JSON.stringify(name)).join(" or ")}?`
}
