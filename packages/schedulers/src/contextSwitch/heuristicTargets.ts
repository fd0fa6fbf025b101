/*
 * Where VMs could run, by a heuristic and without a search: a host for each VM that shall run, such that no host is overloaded.
 *
 * First-fit decreasing   all VMs by falling CPU demand (then memory, then their order), each on the first host with room.
 * Staying first          in the same order VMs stay where they run if they fit there, and those that sleep come back where their memory
 *                        lies; then the others are put, first-fit decreasing.
 *
 * Cost                   O(V log V + V log H).
 */
import type { EntropyProblem } from "../centralized/entropy/entropyProblem.ts"
import { FirstFit } from "../centralized/firstFit.ts"

/** The hosts of VMs by number, -1 for one that shall not run; undefined when a VM fits nowhere. */
export type Placement = Int32Array | undefined

/** First-fit decreasing, whoever has to move for it. */
export function placedAnew(problem: EntropyProblem): Placement {
  return placed(problem, () => -1)
}

/** Staying first; see the head of this file. */
export function placedStayingFirst(problem: EntropyProblem): Placement {
  return placed(problem, (vm) => problem.home[vm]!)
}

function placed(problem: EntropyProblem, homeOf: (vm: number) => number): Placement {
  const { vmCpu, vmMemory, shallRun, isOn } = problem
  const onlyIfOn = (amount: number, host: number) => (isOn[host] === 1 ? amount : -1)
  const room = new FirstFit(problem.hostCpu.map(onlyIfOn), problem.hostMemory.map(onlyIfOn))
  const place = new Int32Array(shallRun.length).fill(-1)
  const put = (vm: number, host: number) => {
    room.change(host, -vmCpu[vm]!, -vmMemory[vm]!)
    place[vm] = host
  }
  const order = Array.from(shallRun.keys()).filter((vm) => shallRun[vm] === 1)
  order.sort((a, b) => vmCpu[b]! - vmCpu[a]! || vmMemory[b]! - vmMemory[a]! || a - b)
  for (const vm of order) {
    const home = homeOf(vm)
    if (home >= 0 && room.freeCpu(home) >= vmCpu[vm]! && room.freeMemory(home) >= vmMemory[vm]!) put(vm, home)
  }
  for (const vm of order) {
    if (place[vm]! >= 0) continue
    const host = room.first(vmCpu[vm]!, vmMemory[vm]!)
    if (host < 0) return undefined
    put(vm, host)
  }
  return place
}
