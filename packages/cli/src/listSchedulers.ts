import { consolidationSchedulers, schedulers } from "@placelab/schedulers"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"

/** `placelab schedulers`: what can be asked for by name, with its parameters. */
export const listSchedulers = Command.make("schedulers", {}, () =>
  Effect.sync(() =>
    process.stdout.write(`${[...schedulers, ...ofConsolidation].map(described).join("\n")}\n`),
  ),
).pipe(Command.withDescription("List the schedulers of scenarios, with their parameters and defaults"))

const ofConsolidation = consolidationSchedulers.map(({ description, defaults }) => ({
  name: `${defaults.name} (profiles cloudsim and consolidation)`,
  description,
  defaults,
}))

interface Listed {
  readonly name: string
  readonly description: string
  readonly defaults: object
}

function described({ name, description, defaults }: Listed): string {
  const parameters = Object.entries(defaults).filter(([key]) => key !== "name")
  const lines = parameters.flatMap(([key, value]) => assignments(key, value))
  return [`${name}: ${description}`, ...lines.map((line) => `    ${line}`)].join("\n")
}

function assignments(key: string, value: unknown): string[] {
  if (typeof value !== "object" || value === null)
    return [`scheduler.${key}=${value === Number.POSITIVE_INFINITY ? "never" : value}`]
  return Object.entries(value).flatMap(([inner, each]) => assignments(`${key}.${inner}`, each))
}
