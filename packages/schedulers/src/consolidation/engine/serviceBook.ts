import type { Meter, Seconds } from "@placelab/core"
import type { MigrationResult, Vm } from "@placelab/models"
import type { Cluster } from "../../cluster/cluster.ts"
import { wasMoved } from "../../cluster/executePlan.ts"
import { Durations } from "../durations.ts"
import { flopsOfMillion } from "./buildFleet.ts"
import type { FleetBook } from "./fleetBook.ts"

/** What the loads of VMs add up to with a rounding of its own each. */
const rounding = 1e-9

/**
 * What a run is measured by, as exact integrals: what VMs ask for, in MIPS, changes at ticks only; what they get is what was computed in
 * them; which hosts are short is asked by a meter whenever the sharing of one changes.
 */
export class ServiceBook {
  /** In million instructions: asked for by VMs, and missing while they migrated. */
  asked = 0
  missedMigrating = 0
  /** Moves that were decided. */
  moves = 0
  movesFailed = 0
  /** Of migrations that succeeded. */
  migrated = 0
  migrationSeconds: Seconds = 0
  longestMigration: Seconds = 0
  /** Of all migrations that are over. */
  downtime: Seconds = 0
  movedBytes = 0
  resentBytes = 0
  /** The most migrations that were under way at once. */
  peak = 0
  /** Each from when a host has VMs, or expects some, until it has none and expects none. */
  readonly activeTimes = new Durations()

  readonly #cluster: Cluster
  readonly #book: FleetBook
  readonly #shortages: readonly Meter[]
  readonly #activeSince: Float64Array
  #activeSeconds: Seconds = 0
  #underWay = 0
  /** Of a VM that migrates, what was computed in it when it was looked at last, and when. */
  readonly #computed: Float64Array
  readonly #seen: Float64Array

  constructor(cluster: Cluster, book: FleetBook) {
    const { engine, machines, vms } = cluster
    this.#cluster = cluster
    this.#book = book
    const numbers = new Map(vms.map((vm, i) => [vm, i]))
    this.#shortages = machines.map((machine) => {
      const { host: resource, vms: there } = machine
      const meter = engine.meter(resource, () => {
        if (there.size === 0) return 0
        let asked = 0
        for (const vm of there) asked += book.demand[numbers.get(vm)!]!
        return resource.load < asked * flopsOfMillion * (1 - rounding) ? 1 : 0
      })
      machine.onVms(() => meter.update())
      return meter
    })
    this.#activeSince = Float64Array.from(machines, (_, host) => (book.isActive(host) ? 0 : -1))
    this.#computed = new Float64Array(vms.length)
    this.#seen = new Float64Array(vms.length)
    for (const [i, vm] of vms.entries()) vm.onState((_, before) => this.#look(i, vm, before))
    cluster.onMigration(({ result }) => this.#migrated(result))
  }

  /** VMs are about to ask for something else. */
  beforeTick(): void {
    for (const [i, vm] of this.#cluster.vms.entries()) if (vm.isMigrating) this.#miss(i, vm)
  }

  /** VMs have asked, for so long. */
  afterTick(seconds: Seconds): void {
    for (const mips of this.#book.demand) this.asked += mips * seconds
    for (const meter of this.#shortages) meter.update()
  }

  /** The host may have become active, or idle. */
  lookAt(host: number): void {
    const { now } = this.#cluster.engine
    const since = this.#activeSince[host]!
    if (this.#book.isActive(host) === since >= 0) return
    if (since >= 0) {
      this.activeTimes.add(host, now - since)
      this.#activeSeconds += now - since
    }
    this.#activeSince[host] = since >= 0 ? -1 : now
  }

  /** By now, of all hosts. */
  get activeSeconds(): Seconds {
    const { now } = this.#cluster.engine
    return this.#activeSince.reduce(
      (sum, since) => (since < 0 ? sum : sum + now - since),
      this.#activeSeconds,
    )
  }

  /** Of these, with VMs that got less than they asked for. */
  get shortSeconds(): Seconds {
    return this.#shortages.reduce((sum, { total }) => sum + total, 0)
  }

  /** What was computed in VMs by now, in million instructions. */
  get given(): number {
    return this.#cluster.vms.reduce((sum, { computed }) => sum + computed, 0) / flopsOfMillion
  }

  /** The run is over; migrations under way are cut. */
  finish(): void {
    this.beforeTick()
  }

  #look(i: number, vm: Vm, before: Vm["state"]): void {
    if (vm.state === before) return
    if (vm.state === "migrating") {
      this.peak = Math.max(this.peak, ++this.#underWay)
      this.#computed[i] = vm.computed
      this.#seen[i] = this.#cluster.engine.now
    } else if (before === "migrating") {
      this.#underWay--
      this.#miss(i, vm)
    }
  }

  #miss(i: number, vm: Vm): void {
    const { now } = this.#cluster.engine
    const given = (vm.computed - this.#computed[i]!) / flopsOfMillion
    this.missedMigrating += this.#book.demand[i]! * (now - this.#seen[i]!) - given
    this.#computed[i] = vm.computed
    this.#seen[i] = now
  }

  #migrated({ end, seconds, bytes, downtime, rounds }: MigrationResult): void {
    this.downtime += downtime
    this.movedBytes += bytes
    for (const round of rounds.slice(1)) this.resentBytes += round.bytes
    if (!wasMoved(end)) return
    this.migrated++
    this.migrationSeconds += seconds
    this.longestMigration = Math.max(this.longestMigration, seconds)
  }
}
