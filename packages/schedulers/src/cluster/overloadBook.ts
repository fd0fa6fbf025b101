/*
 * Which machines are overloaded, and how the trace tells it.
 *
 * Problem    a machine is overloaded (in violation) while its VMs ask for more cores than the capacity; from the very date on
 *            which they begin to, to the very date on which they end. Machines tell when demand may have changed, so
 *            nobody has to look again and again.
 * Corrected  an episode is one record of the trace: `violation` when a change of load has begun it, `violation-out` when a VM that
 *            has arrived did; what follows says what has ended it. A scheduler that notices it puts `violation-det` on top,
 *            once.
 * vmplaces   as the last version of VMPlaceS writes it: a VM that arrives where it is too much opens `violation-out`
 *            even inside of a violation; one that leaves writes `normal` even where nothing was wrong; every detection is
 *            put on top.
 *
 * As it is told of every change of what a machine is asked for, it sums that up on the way: a meter of each machine would add up what
 * its VMs ask for once more.
 */
import type { Seconds, Track } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import type { Cluster } from "./cluster.ts"

/** Told of each begin and each end of an overload, on its date, after it. */
export type OverloadListener = (machine: PhysicalMachine, isOverloaded: boolean) => void

interface Entry {
  /** Its place in the columns. */
  readonly row: number
  /** In cores. */
  readonly capacity: number
  readonly track: Track
  /** What its VMs ask for, in whole billionths of a core. */
  asked: number
  vms: number
  isOverloaded: boolean
  isDetected: boolean
}

const billion = 1e9

/** Which machines of a cluster are overloaded, and who is told of it. Made by `Cluster`. */
export class OverloadBook {
  readonly #cluster: Cluster
  readonly #entries = new Map<PhysicalMachine, Entry>()
  readonly #overloaded = new Set<PhysicalMachine>()
  /** Of all machines, in whole billionths of a core. */
  #total = 0
  #listeners: readonly OverloadListener[] = []
  // By machine, up to `since`: billionths of a core times seconds, and seconds.
  readonly #requested: Float64Array
  readonly #saturated: Float64Array
  readonly #since: Float64Array

  constructor(cluster: Cluster) {
    this.#cluster = cluster
    const { length } = cluster.machines
    this.#requested = new Float64Array(length)
    this.#saturated = new Float64Array(length)
    this.#since = new Float64Array(length).fill(cluster.engine.now)
    for (const machine of cluster.machines) {
      const track = cluster.trace.track(machine.name, "PM")
      const [row, vms] = [this.#entries.size, machine.vms.size]
      const capacity = cluster.capacityOf(machine)
      const entry = { row, capacity, track, asked: 0, vms, isOverloaded: false, isDetected: false }
      this.#entries.set(machine, entry)
      machine.onDemand(() => this.#look(machine, entry))
      this.#look(machine, entry)
      if (!entry.isOverloaded) track.set("normal")
    }
  }

  /** The machines that are overloaded now, in the order in which they became so. */
  get overloaded(): ReadonlySet<PhysicalMachine> {
    return this.#overloaded
  }

  /** What all VMs ask for, in cores. */
  get totalDemand(): number {
    return this.#total / billion
  }

  /** What the VMs of `machine` ask for, in cores: its `demand`, without summing it up again. */
  demandOf(machine: PhysicalMachine): number {
    return this.#entries.get(machine)!.asked / billion
  }

  /** The core seconds that the VMs of `machine` have asked for by now, exactly. */
  requestedOf(machine: PhysicalMachine): number {
    const entry = this.#entries.get(machine)!
    this.#sumUp(machine, entry)
    return this.#requested[entry.row]! / billion
  }

  /** The seconds in which the VMs of `machine` have asked for more than its cores, whatever the capacity, exactly. */
  saturatedOf(machine: PhysicalMachine): Seconds {
    const entry = this.#entries.get(machine)!
    this.#sumUp(machine, entry)
    return this.#saturated[entry.row]!
  }

  isOverloaded(machine: PhysicalMachine): boolean {
    return this.#overloaded.has(machine)
  }

  /** From now on `listener` is told. */
  onOverload(listener: OverloadListener): void {
    this.#listeners = [...this.#listeners, listener]
  }

  /** A scheduler has noticed that `machine` is overloaded. Nothing happens when it is not. */
  detect(machine: PhysicalMachine, by: string): void {
    const entry = this.#entries.get(machine)!
    if (!entry.isOverloaded) return
    if (entry.isDetected && this.#cluster.rules === "corrected") return
    entry.isDetected = true
    entry.track.push("violation-det", { by })
  }

  #look(machine: PhysicalMachine, entry: Entry): void {
    const { demand } = machine
    const asked = Math.round(demand * billion)
    this.#total += asked - entry.asked
    if (asked !== entry.asked) this.#sumUp(machine, entry)
    entry.asked = asked
    const change = machine.vms.size - entry.vms
    entry.vms = machine.vms.size
    const isOverloaded = demand > entry.capacity
    if (this.#cluster.rules === "vmplaces") this.#writeAsVmplaces(machine, entry, change, isOverloaded)
    else if (isOverloaded !== entry.isOverloaded) this.#write(machine, entry, change, isOverloaded)
    if (isOverloaded === entry.isOverloaded) return
    entry.isOverloaded = isOverloaded
    entry.isDetected = false
    if (isOverloaded) this.#overloaded.add(machine)
    else this.#overloaded.delete(machine)
    for (const listener of this.#listeners) listener(machine, isOverloaded)
  }

  /** Its demand was the same since it was summed up last. */
  #sumUp({ cores }: PhysicalMachine, { row, asked }: Entry): void {
    const { now } = this.#cluster.engine
    const seconds = now - this.#since[row]!
    if (seconds === 0) return
    this.#since[row] = now
    this.#requested[row]! += asked * seconds
    if (asked > cores * billion) this.#saturated[row]! += seconds
  }

  #write(machine: PhysicalMachine, entry: Entry, change: number, isOverloaded: boolean): void {
    if (isOverloaded) entry.track.set(this.#hasArrived(machine, change) ? "violation-out" : "violation")
    else entry.track.set("normal", { after: this.#relief(machine, change) })
  }

  #writeAsVmplaces(machine: PhysicalMachine, entry: Entry, change: number, isOverloaded: boolean): void {
    if (!machine.host.isOn) return
    if (change > 0) {
      if (isOverloaded && this.#hasArrived(machine, change)) entry.track.set("violation-out")
    } else if (change < 0) {
      if (!isOverloaded) entry.track.set("normal")
    } else if (isOverloaded !== entry.isOverloaded) entry.track.set(isOverloaded ? "violation" : "normal")
  }

  /** Whether a migration has brought a VM; one that was started here has not arrived. */
  #hasArrived(machine: PhysicalMachine, change: number): boolean {
    if (change <= 0) return false
    for (const { vm } of this.#cluster.plans.arrivingAt(machine)) if (vm.host === machine.host) return true
    return false
  }

  #relief(machine: PhysicalMachine, change: number): string {
    if (!machine.host.isOn) return "crash"
    return change < 0 ? "migration" : "load"
  }
}
