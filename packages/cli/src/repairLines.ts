import type { Repair } from "@placelab/models"

/** What was repaired in a trace, a line each, for stderr. */
export function repairLines(repairs: readonly Repair[]): string[] {
  return repairs.map(
    ({ what, count, first }) =>
      `trace: ${what}; ${count === 1 ? "once" : `${count} times`}, first ${first}\n`,
  )
}
