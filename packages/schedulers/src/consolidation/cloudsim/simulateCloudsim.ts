/*
 * The consolidation experiment of Beloglazov and Buyya in the arithmetic of CloudSim 3.0.3, digit by digit.
 *
 * Ticks       At 300.1 s, and every 300 s after, as long as it is before the end of the samples: VMs ask, hosts are shared out, energy is
 *             charged, VMs that ask for nothing are removed, and moves are decided, which begin at once. The load begins at 0.1 s, but
 *             nobody looks before the first tick, so nothing is drawn or counted until then.
 * Migrations  take memory / half of the bandwidth of the destination, whatever else goes on. When some end, VMs ask and hosts are shared
 *             out before and after; nothing is decided.
 * Energy      of a host from one date to the next: mean of the powers at its two ends x duration; nothing where its utilisation was
 *             0 at the beginning. Without power awareness: full power, all hosts, all the time.
 * Initially   VMs are placed at their full size, by PABFD; without consolidation on the first host with room.
 * Differs     Figures agree with CloudSim's to the last digit that it prints. Sums over hosts or VMs of what the metrics count are made date
 *             by date, where CloudSim goes host by host; so their last bits may differ.
 * Left out    The end of a VM by computing all of its work, which takes more than a day; names of VMs so alike that Java makes a tree of them.
 * Cost        A tick and the ends of its migrations are a pass each over hosts and VMs; the rest is `consolidationRound`.
 */
import { InputError } from "@placelab/core"
import { type ConsolidationPolicy, consolidationRound } from "../consolidationRound.ts"
import { type CloudsimFleet, checkFleet, firstTick, migrationSeconds, tickInterval } from "../fleet.ts"
import { placeInitially } from "../initialPlacement.ts"
import { powerAt } from "../specPower.ts"
import { Machines } from "./machines.ts"
import { type CloudsimMetrics, metricsOf } from "./metrics.ts"
import { Sketch } from "./sketch.ts"

/**
 * How a fleet is run: with consolidation; on `dvfs`, where power follows the load and nothing is moved; or `non-power-aware`, where
 * all hosts draw their full power.
 */
export type CloudsimPolicy = ConsolidationPolicy | "dvfs" | "non-power-aware"

/**
 * Runs a fleet for as long as it has samples. Errors: InputError. Deterministic, but for what a selection draws.
 *
 * @example
 * const fleet = planetlabFleet(orThrow(readPlanetlabDay("planetlab/20110303")))
 * const policy = { isOverloaded: staticThreshold(0.8), select: minimumMigrationTime }
 * simulateCloudsim(fleet, policy).migrations // 26634
 */
export function simulateCloudsim(fleet: CloudsimFleet, policy: CloudsimPolicy): CloudsimMetrics {
  checkFleet(fleet)
  checkMigrations(fleet)
  return new Run(fleet, policy).run()
}

class Run {
  readonly #fleet: CloudsimFleet
  readonly #policy: CloudsimPolicy
  readonly #machines: Machines
  readonly #sketch: Sketch
  /** By host, at the last date. */
  readonly #utilization: Float64Array
  #last = 0
  #joules = 0
  #migrations = 0

  constructor(fleet: CloudsimFleet, policy: CloudsimPolicy) {
    this.#fleet = fleet
    this.#policy = policy
    this.#machines = new Machines(fleet)
    this.#sketch = new Sketch(fleet, this.#machines)
    this.#utilization = new Float64Array(fleet.hosts.length)
  }

  run(): CloudsimMetrics {
    const policy = this.#policy
    const machines = this.#machines
    placeInitially(this.#fleet, typeof policy === "string" ? undefined : policy.isOverloaded, (vm, host) =>
      machines.settle(vm, host),
    )
    const end = this.#fleet.vms[0]!.percent.length * tickInterval
    // Ticks end when nobody is left: CloudSim's then have no successor.
    for (let date = firstTick; date < end && machines.left > 0; date += tickInterval) {
      this.#advance(date, true)
      if (typeof policy !== "string") this.#migrate(date, policy, end)
    }
    return metricsOf(machines, this.#joules, this.#migrations)
  }

  /** Brings all hosts to a date. */
  #advance(date: number, isTick: boolean): void {
    const machines = this.#machines
    machines.ask(date, isTick)
    for (let host = 0; host < machines.hosts; host++) machines.share(host, date)
    this.#charge(date - this.#last)
    for (let host = 0; host < machines.hosts; host++) machines.complete(host)
    this.#last = date
  }

  #charge(seconds: number): void {
    const machines = this.#machines
    let joules = 0
    for (let host = 0; host < machines.hosts; host++) {
      const { power } = this.#fleet.hosts[host]!
      const before = this.#utilization[host]!
      const now = machines.utilization(host)
      this.#utilization[host] = now
      if (this.#policy === "non-power-aware") joules += powerAt(power, 1) * seconds
      else if (before > 0) {
        const watts = powerAt(power, before)
        joules += (watts + (powerAt(power, now) - watts) / 2) * seconds
      }
    }
    this.#joules += joules
  }

  /** Decides, and plays the migrations to their ends. */
  #migrate(date: number, policy: ConsolidationPolicy, end: number): void {
    const machines = this.#machines
    this.#sketch.reset()
    const moves = consolidationRound(this.#sketch, policy)
    this.#migrations += moves.length
    for (const { vm, to } of moves) machines.send(vm, to)
    this.#shareAnew(
      date,
      moves.flatMap(({ vm, to }) => [to, machines.hostOf(vm)]),
    )
    const endOf = ({ vm, to }: { vm: number; to: number }) =>
      date + migrationSeconds(this.#fleet.vms[vm]!.megabytes, this.#fleet.hosts[to]!.kilobits)
    const ends = new Set(moves.map(endOf).sort((a, b) => a - b))
    for (const ended of ends) {
      if (ended >= end) return
      this.#advance(ended, false)
      const arrived = moves.filter((move) => endOf(move) === ended)
      const touched = arrived.flatMap(({ vm, to }) => [to, machines.hostOf(vm)])
      for (const { vm, to } of arrived) machines.receive(vm, to)
      this.#shareAnew(ended, touched)
      for (const host of touched) machines.complete(host)
    }
  }

  /** Shares out these hosts again, on the same date: somebody has come or gone. */
  #shareAnew(date: number, hosts: readonly number[]): void {
    for (const host of new Set(hosts)) {
      this.#machines.share(host, date)
      this.#utilization[host] = this.#machines.utilization(host)
    }
  }
}

/** A migration has to end before the next tick, so that none is under way when a decision is made. Errors: InputError. */
function checkMigrations({ hosts, vms }: CloudsimFleet): void {
  const slowest = hosts.reduce((least, { kilobits }) => Math.min(least, kilobits), Number.POSITIVE_INFINITY)
  for (const [i, { megabytes }] of vms.entries())
    if (migrationSeconds(megabytes, slowest) >= tickInterval)
      throw new InputError(
        `VM ${i}`,
        "megabytes",
        megabytes,
        `what a migration moves in less than ${tickInterval} s`,
      )
}
