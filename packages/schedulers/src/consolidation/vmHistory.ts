/** How many entries the past of a VM has. */
export const historyLength = 30

/** Which parts of their MIPS VMs asked for at the last ticks, newest first; 0 where nothing was asked yet. In one column, VM after VM. */
export class VmHistory {
  /** How many entries there are by now. */
  measures = 0
  readonly #parts: Float64Array

  constructor(vms: number) {
    this.#parts = new Float64Array(vms * historyLength)
  }

  /** The VM asks for this part at a tick. */
  remember(vm: number, part: number): void {
    const newest = vm * historyLength
    this.#parts.copyWithin(newest + 1, newest, newest + historyLength - 1)
    this.#parts[newest] = part
  }

  /** All VMs have said what they ask for at a tick. */
  tick(): void {
    this.measures = Math.min(historyLength, this.measures + 1)
  }

  of(vm: number): ArrayLike<number> {
    const newest = vm * historyLength
    return this.#parts.subarray(newest, newest + this.measures)
  }

  /** Adds its past to that of a host, from place `first` on, as parts of the capacity of that; both in MIPS. */
  addTo(into: Float64Array, first: number, vm: number, mips: number, capacity: number): void {
    const newest = vm * historyLength
    for (let k = 0; k < this.measures; k++) into[first + k]! += (this.#parts[newest + k]! * mips) / capacity
  }
}
