import type { Seconds } from "@placelab/core"

/** A sample that came after one of its own date, or of a later one. */
interface LateSample {
  readonly start: Seconds
  readonly end: Seconds
  readonly cpu: number
  readonly where: string
}

/** What is wrong between a sample and the one before it. */
export interface Break {
  /** Of the sample. */
  readonly where: string
  /** From the end of the one before to its begin: a gap, or, below 0, an overlap. */
  readonly gap: Seconds
}

/** The samples of a VM, in order of date. */
export interface OrderedSamples {
  readonly starts: Float64Array
  readonly cpu: Float64Array
  readonly end: Seconds
  readonly breaks: readonly Break[]
  /** Dropped, since there was one of the same date before. */
  readonly doubles: readonly string[]
  /** Sorted in. */
  readonly late: readonly string[]
}

/**
 * For the builder of workloads: the samples of one VM, as they come. Those that come in order, as nearly all do, are in arrays that
 * grow, without their places; where there is something to say about one, its place is kept. A sample that has to be dropped, since its
 * date was there before, is never one that came in order, so that its place is known.
 *
 * Cost      24 bytes a sample, up to twice that while it grows; n log n only for late ones.
 */
export class VmSamples {
  #length = 0
  #starts = new Float64Array(16)
  #ends = new Float64Array(16)
  #cpu = new Float64Array(16)
  readonly #breaks = new Map<number, string>()
  readonly #late: LateSample[] = []

  /** `jitter`: what is not worth a word between a sample and the next. */
  add(start: Seconds, end: Seconds, cpu: number, where: string, jitter: Seconds): void {
    const n = this.#length
    if (n > 0 && start <= this.#starts[n - 1]!) {
      this.#late.push({ start, end, cpu, where })
      return
    }
    if (n > 0 && Math.abs(start - this.#ends[n - 1]!) > jitter) this.#breaks.set(n, where)
    if (n === this.#starts.length) this.#grow()
    this.#starts[n] = start
    this.#ends[n] = end
    this.#cpu[n] = cpu
    this.#length = n + 1
  }

  ordered(jitter: Seconds): OrderedSamples {
    const n = this.#length
    if (this.#late.length > 0) return this.#sorted(jitter)
    const breaks = [...this.#breaks].map(([i, where]) => ({
      where,
      gap: this.#starts[i]! - this.#ends[i - 1]!,
    }))
    return {
      starts: this.#starts.slice(0, n),
      cpu: this.#cpu.slice(0, n),
      end: this.#ends[n - 1]!,
      breaks,
      doubles: [],
      late: [],
    }
  }

  /** All samples in order of date; of the same date, those that came first. */
  #sorted(jitter: Seconds): OrderedSamples {
    const order = [...this.#late].sort((a, b) => a.start - b.start)
    const merged = new VmSamples()
    const breaks: Break[] = []
    const dropped = new Set<LateSample>()
    let before: { start: number; end: number } | undefined
    const take = (start: number, end: number, cpu: number, where: string) => {
      if (before !== undefined && Math.abs(start - before.end) > jitter)
        breaks.push({ where, gap: start - before.end })
      merged.add(start, end, cpu, where, Number.POSITIVE_INFINITY)
      before = { start, end }
    }
    let next = 0
    let place = order[0]!.where
    for (let i = 0; i <= this.#length; i++) {
      const start = i < this.#length ? this.#starts[i]! : Number.POSITIVE_INFINITY
      for (; next < order.length && order[next]!.start < start; next++) {
        const sample = order[next]!
        place = sample.where
        if (sample.start === before?.start) dropped.add(sample)
        else take(sample.start, sample.end, sample.cpu, place)
      }
      // Where a sample in order does not follow its neighbour, it did not follow before, or a late one has come between.
      if (i < this.#length) take(start, this.#ends[i]!, this.#cpu[i]!, this.#breaks.get(i) ?? place)
    }
    return {
      ...merged.ordered(jitter),
      breaks,
      doubles: this.#late.filter((sample) => dropped.has(sample)).map(({ where }) => where),
      late: this.#late.filter((sample) => !dropped.has(sample)).map(({ where }) => where),
    }
  }

  #grow(): void {
    this.#starts = doubled(this.#starts)
    this.#ends = doubled(this.#ends)
    this.#cpu = doubled(this.#cpu)
  }
}

function doubled(old: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(2 * old.length)
  grown.set(old)
  return grown
}
