import { InputError, nonNegative, type Seconds } from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import { checked } from "../either.ts"
import { advance, type EnergyBalance, openingBalance } from "./energyBalance.ts"
import type { PowerSources } from "./powerSources.ts"
import { pieceAt, requireSeries, type TimeSeries } from "./timeSeries.ts"

/**
 * What sources give by `seconds` from 0 to a demand, in watts, that follows from the date alone: the closed form of
 * `PowerSupply`. Left: InputError for a demand that is no series in steps, or a duration below 0.
 *
 * @example
 * const sources = orThrow(powerSources({ solar, battery: { capacity: kilowattHours(10) } }))
 * orThrow(predictSupply(sources, constantSeries(500), 86_400)).grid // joules of brown energy
 */
export function predictSupply(
  sources: PowerSources,
  demand: TimeSeries,
  seconds: Seconds,
): Either<InputError, EnergyBalance> {
  return checked(() => {
    requireSeries("demand", "watts", demand)
    if (demand.shape !== "steps") throw new InputError("demand", "shape", demand.shape, '"steps"')
    nonNegative("supply", "duration", seconds, "seconds")
    const accounts = openingBalance(sources)
    for (let date = 0; date < seconds; ) {
      const { value, end } = pieceAt(demand, date)
      const until = Math.min(end, seconds)
      advance(accounts, sources, value, date, until)
      date = until
    }
    return accounts
  })
}
