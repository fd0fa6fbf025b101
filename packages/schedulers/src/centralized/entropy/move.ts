import type { EntropyProblem } from "./entropyProblem.ts"

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

/** Room on the hosts at a moment of a plan: capacity less the VMs that run there, or are on their way to it. */
export class Room {
  readonly cpu: Float64Array
  readonly memory: Float64Array

  constructor(cpu: Float64Array, memory: Float64Array) {
    this.cpu = cpu
    this.memory = memory
  }

  /** The room before anything is done. */
  static today({ hostCpu, hostMemory, runsAt, vmCpu, vmMemory }: EntropyProblem): Room {
    const room = new Room(hostCpu.slice(), hostMemory.slice())
    runsAt.forEach((host, vm) => {
      if (host >= 0) room.change(host, -vmCpu[vm]!, -vmMemory[vm]!)
    })
    return room
  }

  copy(): Room {
    return new Room(this.cpu.slice(), this.memory.slice())
  }

  /** Whether the move can start. What it needs nothing of may be overloaded: it makes that no worse. */
  fits({ needs, cpu, memory }: Move): boolean {
    if (needs < 0) return true
    return (cpu === 0 || cpu <= this.cpu[needs]!) && (memory === 0 || memory <= this.memory[needs]!)
  }

  start({ needs, cpu, memory }: Move): void {
    if (needs >= 0) this.change(needs, -cpu, -memory)
  }

  /** A start that did not happen. */
  cancel({ needs, cpu, memory }: Move): void {
    if (needs >= 0) this.change(needs, cpu, memory)
  }

  end({ frees, cpu, memory }: Move): void {
    if (frees >= 0) this.change(frees, cpu, memory)
  }

  change(host: number, cpu: number, memory: number): void {
    this.cpu[host]! += cpu
    this.memory[host]! += memory
  }
}
