/*
 * What VMs that come to a host have to wait for, at least.
 *
 * Where those put on a host are more than fit beside all that run there today, one of them waits for a later pool than the
 * first action that leaves the host, and pays for it: at least the cheapest cost of those that may leave. The actions that
 * wait are different ones on different hosts, so these amounts add up.
 */
import type { EntropyProblem } from "./entropyProblem.ts"
import { Room } from "./move.ts"

export class Arrivals {
  readonly #problem: EntropyProblem
  readonly #today: Room
  readonly #cpu: Float64Array
  readonly #memory: Float64Array
  readonly #leastToLeave: Float64Array

  constructor(problem: EntropyProblem) {
    const count = problem.hosts.length
    this.#problem = problem
    this.#today = Room.today(problem)
    this.#cpu = new Float64Array(count)
    this.#memory = new Float64Array(count)
    this.#leastToLeave = new Float64Array(count).fill(Infinity)
  }

  /** Somebody who runs on the host today may leave it at this cost. */
  mayLeave(host: number, cost: number): void {
    this.#leastToLeave[host] = Math.min(this.#leastToLeave[host]!, cost)
  }

  /** The VM comes to the host, or (-1) does not any more; gives by how much waiting gets dearer. */
  come(vm: number, host: number, sign: 1 | -1): number {
    const before = this.#wait(host)
    this.#cpu[host]! += sign * this.#problem.vmCpu[vm]!
    this.#memory[host]! += sign * this.#problem.vmMemory[vm]!
    return this.#wait(host) - before
  }

  /** By how much waiting would get dearer if the VM came to the host. */
  dearer(vm: number, host: number): number {
    const { vmCpu, vmMemory } = this.#problem
    const after = this.#waitOf(host, this.#cpu[host]! + vmCpu[vm]!, this.#memory[host]! + vmMemory[vm]!)
    return after - this.#wait(host)
  }

  #wait(host: number): number {
    return this.#waitOf(host, this.#cpu[host]!, this.#memory[host]!)
  }

  #waitOf(host: number, cpu: number, memory: number): number {
    const cpuFits = cpu === 0 || cpu <= this.#today.cpu[host]!
    const memoryFits = memory === 0 || memory <= this.#today.memory[host]!
    return cpuFits && memoryFits ? 0 : this.#leastToLeave[host]!
  }
}
