import { schedulers } from "@placelab/schedulers"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"

/** `placelab schedulers`: what can be asked for by name, with its parameters. */
export const listSchedulers = Command.make("schedulers", {}, () =>
  Effect.sync(() => process.stdout.write(`${schedulers.map(described).join("\n")}\n`)),
).pipe(Command.withDescription("List the schedulers of scenarios, with their parameters and defaults"))

function described({ name, description, defaults }: (typeof schedulers)[number]): string {
  const { name: _, ...parameters } = defaults
  const lines = Object.entries(parameters).flatMap(([key, value]) => assignments(key, value))
  return [`${name}: ${description}`, ...lines.map((line) => `    ${line}`)].join("\n")
}

function assignments(key: string, value: unknown): string[] {
  if (typeof value !== "object" || value === null)
    return [`scheduler.${key}=${value === Number.POSITIVE_INFINITY ? "never" : value}`]
  return Object.entries(value).flatMap(([inner, each]) => assignments(`${key}.${inner}`, each))
}
