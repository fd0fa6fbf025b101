/*
 * Bypass migrations: how cycles are broken.
 *
 * When no action fits, actions wait for each other in cycles: x for the room of y, and y for that of x. A migration that
 * another action waits for goes to a pivot host first, which must have room for it now, and to its target later. The
 * cheapest of these migrations that finds a pivot is taken. Whoever waits for the room that becomes free will be able to
 * leave, so a second bypass is only taken for a cycle that the first does not break. The pivot is the host that has most
 * memory left when all that shall come there has come; a VM takes one bypass at most.
 *
 * Cost     O(bypasses x (blocked^2 + hosts)).
 * Source   Hermenier et al. (2009): bypass migration to a pivot node; its choice is ours.
 * Left out bypasses over several pivots, of VMs that need not move, and by suspending a VM. Discrete constraints do not
 *          hold at the pivot.
 */
import type { EntropyProblem } from "./entropyProblem.ts"
import type { Move, Room } from "./move.ts"

/** Takes room at the pivots. `onward` are the blocked moves, those bypassed from their pivot on; no legs: no way out. */
export function bypasses(
  problem: EntropyProblem,
  blocked: readonly Move[],
  room: Room,
  bypassed: Set<number>,
): { readonly legs: readonly Move[]; readonly onward: Move[] } {
  const legs: Move[] = []
  let onward = [...blocked]
  const relieved = new Set<number>()
  const byCost = blocked.filter((move) => move.frees >= 0 && move.needs >= 0)
  byCost.sort((a, b) => a.cost - b.cost || a.vm - b.vm)
  for (const move of byCost) {
    const { vm, frees, needs, cpu, memory } = move
    if (bypassed.has(vm) || relieved.has(frees) || relieved.has(needs)) continue
    if (!onward.some((other) => other.needs === frees && !bypassed.has(other.vm))) continue
    const pivot = pivotFor(problem, move, onward, room)
    if (pivot < 0) continue
    const cost = problem.costElsewhere[vm]!
    const leg = { vm, frees, needs: pivot, cpu, memory, cost }
    legs.push(leg)
    room.start(leg)
    bypassed.add(vm)
    onward = onward.map((other) => (other === move ? { vm, frees: pivot, needs, cpu, memory, cost } : other))
    relieve(frees, onward, relieved)
  }
  return { legs, onward }
}

/** The host gets room, so those who wait for it can go there, and the hosts that they leave get room. */
function relieve(host: number, waiting: readonly Move[], relieved: Set<number>): void {
  relieved.add(host)
  for (const next of relieved)
    for (const { needs, frees } of waiting) if (needs === next && frees >= 0) relieved.add(frees)
}

function pivotFor(problem: EntropyProblem, move: Move, waiting: readonly Move[], room: Room): number {
  const coming = new Float64Array(problem.hosts.length)
  for (const { needs, memory } of waiting) if (needs >= 0) coming[needs]! += memory
  const left = (host: number) => room.memory[host]! - coming[host]!
  let pivot = -1
  for (let host = 0; host < problem.hosts.length; host++) {
    if (host === move.frees || host === move.needs || !room.fits({ ...move, needs: host })) continue
    if (pivot < 0 || left(host) > left(pivot)) pivot = host
  }
  return pivot
}
