import { type CloudsimFleet, tickInterval } from "./fleet.ts"

/** The part of its capacity that each VM asks for: a line from sample to sample, and after the last one level. */
export class CpuUse {
  /** As parts of 1: VM after VM, each with its last sample once more. */
  readonly #samples: Float64Array
  readonly #length: number

  constructor({ vms }: CloudsimFleet) {
    const samples = vms[0]!.percent.length
    this.#length = samples + 1
    this.#samples = new Float64Array(vms.length * this.#length)
    for (const [vm, { percent }] of vms.entries()) {
      const first = vm * this.#length
      for (let k = 0; k <= samples; k++) this.#samples[first + k] = percent[Math.min(k, samples - 1)]! / 100
    }
  }

  /** At a date up to the end that falls on no sample. */
  at(vm: number, date: number): number {
    const before = Math.floor(date / tickInterval)
    const first = this.#samples[vm * this.#length + before]!
    const slope = (this.#samples[vm * this.#length + before + 1]! - first) / tickInterval
    return first + slope * (date - before * tickInterval)
  }
}
