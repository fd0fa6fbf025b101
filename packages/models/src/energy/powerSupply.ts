import type { Engine, Host, Link, Meter, Seconds, Watts } from "@placelab/core"
import { orThrow } from "../either.ts"
import { type Accounts, advance, type EnergyBalance, openingBalance } from "./energyBalance.ts"
import type { Metering } from "./machineEnergy.ts"
import { type PowerSources, powerSources, type RawPowerSources } from "./powerSources.ts"
import { requirePue } from "./pue.ts"

/**
 * The power supply of a site on the engine: whatever is metered through it is supplied by its sources, by the rule of
 * `energyBalance.ts`, exactly at every change of the consumption. Dates of the series are the engine's.
 *
 * Between two changes the balance is a closed form, so that nothing happens on the engine, and reading changes nothing.
 *
 * @example
 * const site = new PowerSupply(engine, { solar, battery: { capacity: kilowattHours(10) } })
 * for (const machine of machines) machineEnergy(site, machine, { perPstate: [{ idle: 100, full: 200 }] })
 * engine.run(86_400)
 * site.balance.grid // joules of brown energy
 */
export class PowerSupply implements Metering {
  readonly sources: PowerSources
  readonly #engine: Engine
  readonly #pue: number
  readonly #accounts: Accounts
  #since: Seconds
  #demand: Watts = 0
  /** What rounding has taken from the demand (Neumaier's summation), lest 10,000 machines that are off draw something. */
  #rounding: Watts = 0

  /**
   * `pue` is the power usage effectiveness of the site: all that it draws over what its machines draw; default 1.
   * Errors: InputError.
   */
  constructor(engine: Engine, sources: RawPowerSources, { pue = 1 }: { readonly pue?: number } = {}) {
    this.#engine = engine
    this.sources = orThrow(powerSources(sources))
    this.#pue = requirePue("power supply", pue)
    this.#accounts = openingBalance(this.sources)
    this.#since = engine.now
  }

  get now(): Seconds {
    return this.#engine.now
  }

  /** Energies by now. */
  get balance(): EnergyBalance {
    const accounts = { ...this.#accounts }
    this.#advance(accounts)
    return accounts
  }

  /** Meters as `Engine.meter` does, and supplies what is measured, in watts, from now on. */
  meter(resource: Host | Link, measure: () => Watts): Meter {
    let supplied = 0
    return this.#engine.meter(resource, () => {
      const watts = measure()
      this.#demandChanges(watts - supplied)
      supplied = watts
      return watts
    })
  }

  #advance(accounts: Accounts): void {
    const demand = (this.#demand + this.#rounding) * this.#pue
    advance(accounts, this.sources, demand, this.#since, this.now)
  }

  #demandChanges(change: Watts): void {
    if (change === 0) return
    this.#advance(this.#accounts)
    this.#since = this.now
    const sum = this.#demand + change
    this.#rounding +=
      Math.abs(this.#demand) >= Math.abs(change) ? this.#demand - sum + change : change - sum + this.#demand
    this.#demand = sum
  }
}
