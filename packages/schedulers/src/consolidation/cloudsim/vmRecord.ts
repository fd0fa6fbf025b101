import { Durations } from "../durations.ts"

/** What becomes known of the VMs, date by date; see `HostRecord`. */
export class VmRecord {
  /** Each from the first date with the VM on its way to the first without; see {@link CloudsimMetrics}. */
  readonly migrationTimes = new Durations()

  readonly #date: Float64Array
  readonly #given: Float64Array
  readonly #asked: Float64Array
  readonly #migrates: Uint8Array
  readonly #migrated: Uint8Array
  readonly #migratesSince: Float64Array
  /** Sums by VM, in million instructions. */
  readonly #allGiven: Float64Array
  readonly #allAsked: Float64Array
  readonly #missedMigrating: Float64Array
  /** Sum of missing / asked over times with something missing, and how many these were. */
  readonly #missingParts: Float64Array
  #shortTimes = 0

  constructor(vms: number) {
    this.#date = new Float64Array(vms).fill(never)
    this.#given = new Float64Array(vms)
    this.#asked = new Float64Array(vms)
    this.#migrates = new Uint8Array(vms)
    this.#migrated = new Uint8Array(vms)
    this.#migratesSince = new Float64Array(vms)
    this.#allGiven = new Float64Array(vms)
    this.#allAsked = new Float64Array(vms)
    this.#missedMigrating = new Float64Array(vms)
    this.#missingParts = new Float64Array(vms)
  }

  add(vm: number, date: number, given: number, asked: number, migrates: boolean): void {
    const since = this.#date[vm]!
    if (since !== date && since !== never) this.#close(vm, date)
    this.#date[vm] = date
    this.#given[vm] = given
    this.#asked[vm] = asked
    this.#migrates[vm] = migrates ? 1 : 0
  }

  /** No more will be told. */
  finish(): void {
    for (const [vm, date] of this.#date.entries()) if (date !== never) this.#close(vm, date)
  }

  /** Asked for and not given, of all that was asked for: on the whole, and while migrating. 0 where nobody asked. */
  missing(): { readonly overall: number; readonly migrating: number } {
    const asked = sum(this.#allAsked)
    if (asked === 0) return { overall: 0, migrating: 0 }
    return { overall: (asked - sum(this.#allGiven)) / asked, migrating: sum(this.#missedMigrating) / asked }
  }

  /** The mean missing part of times with something missing; 0 where there is none. */
  meanMissingPart(): number {
    return this.#shortTimes === 0 ? 0 : sum(this.#missingParts) / this.#shortTimes
  }

  /** The newest state of the VM holds until `end`. */
  #close(vm: number, end: number): void {
    const since = this.#date[vm]!
    const [given, asked, migrates] = [this.#given[vm]!, this.#asked[vm]!, this.#migrates[vm]!]
    if (migrates !== this.#migrated[vm]) {
      if (migrates === 1) this.#migratesSince[vm] = since
      else this.migrationTimes.add(vm, since - this.#migratesSince[vm]!)
      this.#migrated[vm] = migrates
    }
    const seconds = end - since
    if (seconds === 0) return
    this.#allGiven[vm]! += given * seconds
    this.#allAsked[vm]! += asked * seconds
    if (!(given < asked)) return
    this.#missingParts[vm]! += (asked - given) / asked
    this.#shortTimes++
    if (migrates === 1) this.#missedMigrating[vm]! += (asked - given) * seconds
  }
}

const never = -1

function sum(values: Float64Array): number {
  let all = 0
  for (const value of values) all += value
  return all
}
