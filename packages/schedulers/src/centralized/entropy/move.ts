import type { EntropyProblem } from "./entropyProblem.ts"
import type { Rules } from "./rules.ts"

/** An action in numbers, before it has a pool. A VM that takes a bypass has two. */
export interface Move {
  readonly vm: number
  /** The host whose room it frees when it ends; -1 for none. */
  readonly frees: number
  /** The host where it needs room from its start; -1 for none. */
  readonly needs: number
  readonly cpu: number
  readonly memory: number
  readonly cost: number
}

/** What has to be done so that VMs run where `place` says, and those that shall not run do not, in the order of the VMs. */
export function movesTo(problem: EntropyProblem, place: Int32Array): Move[] {
  const { runsAt, shallRun, home, vmCpu, vmMemory, costAtHome, costElsewhere, costToLeave } = problem
  const moves: Move[] = []
  for (let vm = 0; vm < place.length; vm++) {
    const frees = runsAt[vm]!
    const needs = place[vm]!
    if (frees === needs) continue
    const toRun = needs === home[vm] ? costAtHome[vm]! : costElsewhere[vm]!
    const cost = shallRun[vm] === 1 ? toRun : costToLeave[vm]!
    moves.push({ vm, frees, needs, cpu: vmCpu[vm]!, memory: vmMemory[vm]!, cost })
  }
  return moves
}

/**
 * Room on the hosts at a moment of a plan: capacity less the VMs that run there, or are on their way to it; and what
 * continuous rules forbid at this moment.
 */
export class Room {
  readonly cpu: Float64Array
  readonly memory: Float64Array
  readonly #rules: Rules | undefined
  /** What was put and taken back since, to undo it: VM, host, and 1 for put. */
  readonly #journal: number[] | undefined

  constructor(cpu: Float64Array, memory: Float64Array, rules?: Rules, journal?: number[]) {
    this.cpu = cpu
    this.memory = memory
    this.#rules = rules
    this.#journal = journal
  }

  /** The room before anything is done. `rules` have all put that run today. */
  static today({ hostCpu, hostMemory, runsAt, vmCpu, vmMemory }: EntropyProblem, rules?: Rules): Room {
    const room = new Room(hostCpu.slice(), hostMemory.slice(), rules)
    runsAt.forEach((host, vm) => {
      if (host >= 0) room.change(host, -vmCpu[vm]!, -vmMemory[vm]!)
    })
    return room
  }

  /** Whether there are continuous rules. */
  get isRuled(): boolean {
    return this.#rules !== undefined
  }

  /** A copy that shares the rules: what it does to them must be undone before anybody else asks. */
  copy(): Room {
    return new Room(this.cpu.slice(), this.memory.slice(), this.#rules, [])
  }

  /** Undoes what a copy has done to the rules; the copy is of no use afterwards. */
  undo(): void {
    const journal = this.#journal ?? []
    for (let at = journal.length - 3; at >= 0; at -= 3) {
      const [vm, host] = [journal[at]!, journal[at + 1]!]
      if (journal[at + 2] === 1) this.#rules?.takeBack(vm, host)
      else this.#rules?.put(vm, host)
    }
  }

  /** Whether the move can start. What it needs nothing of may be overloaded: it makes that no worse. */
  fits({ vm, needs, cpu, memory }: Move): boolean {
    if (needs < 0) return true
    if ((cpu > 0 && cpu > this.cpu[needs]!) || (memory > 0 && memory > this.memory[needs]!)) return false
    return this.#rules?.allows(vm, needs) ?? true
  }

  start({ vm, needs, cpu, memory }: Move): void {
    if (needs < 0) return
    this.change(needs, -cpu, -memory)
    this.#put(vm, needs)
  }

  /** A start that did not happen. */
  cancel({ vm, needs, cpu, memory }: Move): void {
    if (needs < 0) return
    this.change(needs, cpu, memory)
    this.#takeBack(vm, needs)
  }

  end({ vm, frees, cpu, memory }: Move): void {
    if (frees < 0) return
    this.change(frees, cpu, memory)
    this.#takeBack(vm, frees)
  }

  /** An end that did not happen. */
  reopen({ vm, frees, cpu, memory }: Move): void {
    if (frees < 0) return
    this.change(frees, -cpu, -memory)
    this.#put(vm, frees)
  }

  change(host: number, cpu: number, memory: number): void {
    this.cpu[host]! += cpu
    this.memory[host]! += memory
  }

  #put(vm: number, host: number): void {
    this.#rules?.put(vm, host)
    if (this.#rules !== undefined) this.#journal?.push(vm, host, 1)
  }

  #takeBack(vm: number, host: number): void {
    this.#rules?.takeBack(vm, host)
    if (this.#rules !== undefined) this.#journal?.push(vm, host, 0)
  }
}
