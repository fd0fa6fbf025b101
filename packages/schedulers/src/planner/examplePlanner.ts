import { viewNumbers } from "../placement/viewNumbers.ts"
import { decided } from "./decided.ts"
import type { PlannedMove, Planner } from "./planner.ts"

/** Hosts that ask for less than this part of what they have take VMs. */
const lightly = 0.5

/**
 * The example that comes with VMPlaceS: each overloaded host sends its first VM to the next host, cyclically, that is loaded by less
 * than half; whoever else comes there. Where there is none, nothing happens: at a mean load of 85 % it never does anything.
 */
export const examplePlanner: Planner = {
  name: "example",
  decide: (view) => {
    const { hosts, vms } = view
    const numbers = viewNumbers(view)
    const { hostOf, hostCpu, freeCpu, isOverloaded } = numbers
    const moves: PlannedMove[] = []
    const isDone = isOverloaded.slice()
    for (let i = 0; i < vms.length; i++) {
      const from = hostOf[i]!
      if (isDone[from] === 0) continue
      isDone[from] = 0
      for (let step = 1; step < hosts.length; step++) {
        const to = (from + step) % hosts.length
        if (hostCpu[to]! - freeCpu[to]! >= lightly * hostCpu[to]!) continue
        moves.push({ vm: vms[i]!, to: hosts[to]!.name })
        break
      }
    }
    return decided(view, moves, { numbers })
  },
}
