import { InputError, type Seconds } from "@placelab/core"
import type { UsageRow } from "./usageRow.ts"
import { VmSamples } from "./vmSamples.ts"
import type { Repair, Workload } from "./workload.ts"

/*
 * Where the time of traces is looked after, for all formats. Rows come one by one, of many VMs, VM after VM or mixed. What a workload
 * has to be in the end: for each VM dates that strictly rise, and a value from each date up to the next. So:
 *
 *   the same date twice     the first is kept
 *   out of order            sorted
 *   an overlap              the earlier one is cut short
 *   a gap                   the last value holds
 *   CPU use above 1         kept: a turbo, or more than was provisioned
 *   another size            the largest counts
 *
 * and each is told as a repair, with how often, and where first. Up to `jitter`, a gap or overlap is how clocks are, and no word is said.
 */

/** Timestamps of traces with a sample each 300 s are off by as much now and then. */
const jitter: Seconds = 5

interface VmSoFar {
  readonly id: string
  readonly samples: VmSamples
  cores: number | undefined
  memory: number | undefined
}

/** Says what a workload is, beside its rows. */
export interface WorkloadTitle {
  readonly name: string
  /** "itself" if not given. */
  readonly shareOf?: "itself" | "the largest machine"
}

/**
 * Collects the rows of a usage trace into a {@link Workload}. VMs come in the order of their first rows; dates count from the earliest
 * row of all. Rows may be added after a workload was made.
 *
 * @example
 * const builder = new WorkloadBuilder()
 * for await (const { row, where } of readUsage("fastStorage", "bitbrains")) builder.add(row, where)
 * builder.workload({ name: "fastStorage" })
 */
export class WorkloadBuilder {
  readonly #most: number
  readonly #vms = new Map<string, VmSoFar>()
  /** How many rows lasted so long. */
  readonly #durations = new Map<Seconds, number>()
  readonly #above = new Tally()
  readonly #resized = new Tally()
  #highest = 0

  /** `vms`: rows of others than the first so many VMs are left out. */
  constructor({ vms = Number.POSITIVE_INFINITY }: { readonly vms?: number } = {}) {
    if (!(vms >= 1)) throw new InputError("workload", "vms", vms, "a number of at least 1")
    this.#most = vms
  }

  /** Whether there are as many VMs as there may be. */
  get isFull(): boolean {
    return this.#vms.size >= this.#most
  }

  /** `where` is its file and line. Errors: InputError for a date, a duration or a CPU use that cannot be. */
  add(row: UsageRow, where: string): void {
    const { start, duration, cpu } = row
    if (!Number.isFinite(start)) throw new InputError(where, "start", start, "a number, in seconds")
    if (!Number.isFinite(duration) || duration <= 0)
      throw new InputError(where, "duration", duration, "a number above 0, in seconds")
    if (!Number.isFinite(cpu) || cpu < 0)
      throw new InputError(where, "cpu", cpu, "a number of at least 0, a share")
    const vm = this.#vm(row, where)
    if (vm === undefined) return
    if (cpu > 1) this.#above.count(where)
    this.#highest = Math.max(this.#highest, cpu)
    this.#durations.set(duration, (this.#durations.get(duration) ?? 0) + 1)
    vm.samples.add(start, start + duration, cpu, where, jitter)
  }

  /** What was collected so far. Errors: InputError where that is nothing. */
  workload({ name, shareOf = "itself" }: WorkloadTitle): Workload {
    if (this.#vms.size === 0)
      throw new InputError(name, "number of rows", 0, "at least one that tells the CPU use of a VM")
    const doubles = new Tally()
    const late = new Tally()
    const overlaps = new Tally()
    const gaps = new Tally()
    let missing = 0
    const vms = [...this.#vms.values()].map(({ id, samples, cores, memory }) => {
      const ordered = samples.ordered(jitter)
      for (const where of ordered.doubles) doubles.count(where)
      for (const where of ordered.late) late.count(where)
      for (const { where, gap } of ordered.breaks) {
        if (gap > 0) missing += gap
        ;(gap > 0 ? gaps : overlaps).count(where)
      }
      return { id, cores, memory, ordered }
    })
    const origin = vms.reduce(
      (least, { ordered }) => Math.min(least, ordered.starts[0]!),
      Number.POSITIVE_INFINITY,
    )
    return {
      name,
      isSynthetic: false,
      interval: mostFrequent(this.#durations),
      shareOf,
      vms: vms.map(({ id, cores, memory, ordered: { starts, cpu, end } }) => ({
        id,
        cores,
        memory,
        dates: starts.map((start) => start - origin),
        cpu,
        end: end - origin,
      })),
      repairs: [
        ...doubles.repair("two samples of one VM and date: the first is kept"),
        ...late.repair("samples out of order: sorted"),
        ...overlaps.repair("samples that overlap: the earlier is cut short"),
        ...gaps.repair(`gaps, ${missing} s in all: the last value holds`),
        ...this.#above.repair(`CPU use above 1, up to ${Number(this.#highest.toPrecision(4))}: kept`),
        ...this.#resized.repair("a VM changes its cores or memory: the most is taken"),
      ],
    }
  }

  #vm({ id, cores, memorySize }: UsageRow, where: string): VmSoFar | undefined {
    const known = this.#vms.get(id)
    if (known === undefined) {
      if (this.isFull) return undefined
      const vm = { id, samples: new VmSamples(), cores, memory: memorySize }
      this.#vms.set(id, vm)
      return vm
    }
    if (differ(known.cores, cores) || differ(known.memory, memorySize)) this.#resized.count(where)
    known.cores = most(known.cores, cores)
    known.memory = most(known.memory, memorySize)
    return known
  }
}

/** How often something was, and where first. */
class Tally {
  #count = 0
  #first = ""

  count(where: string): void {
    if (this.#count++ === 0) this.#first = where
  }

  repair(what: string): Repair[] {
    return this.#count === 0 ? [] : [{ what, count: this.#count, first: this.#first }]
  }
}

function differ(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b
}

function most(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)
}

/** Of several, the shortest. */
function mostFrequent(durations: ReadonlyMap<Seconds, number>): Seconds {
  let found = Number.NaN
  let count = 0
  for (const [duration, times] of durations) {
    if (times > count || (times === count && duration < found)) {
      found = duration
      count = times
    }
  }
  return found
}
