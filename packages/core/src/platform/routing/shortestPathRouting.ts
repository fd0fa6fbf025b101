/*
 * Routes over a graph whose edges are declared routes, with as few links as possible.
 *
 *   previous[v]   the member before v on the way from the source; -1 where no way leads
 *
 * One Dijkstra run for each source that is asked for, O((members + routes) log members). The last results are kept,
 * as many as fit into a fixed number of entries: memory stays linear in the platform.
 *
 * Invariant: of the members at equal distance, the one named first in the routes is settled first, and only a
 * strictly shorter way replaces a known one. So routes do not depend on what was asked before, and are those of
 * SimGrid's Dijkstra.
 */
import type { RouteTable } from "./fullRouting.ts"
import type { Gateways, ZoneRouting } from "./zoneRouting.ts"

const mostKeptEntries = 4_000_000

/** Appends the links between two points (hosts or routers, by number) that lie in the same zone on the way. */
type AppendBetween = (from: number, to: number, into: number[]) => boolean

/**
 * Routes with the fewest links over the declared ones; between the gateways of a zone on the way, `between` is
 * asked.
 */
export function shortestPathRouting(members: number, table: RouteTable, between: AppendBetween): ZoneRouting {
  const rank = new Int32Array(members).fill(-1)
  const neighbours: { to: number; links: number }[][] = Array.from({ length: members }, () => [])
  let ranked = 0
  table.forEach((from, to, route) => {
    for (const member of [from, to]) if (rank[member]! < 0) rank[member] = ranked++
    neighbours[from]!.push({ to, links: route.ends.length })
  })

  const kept = new Map<number, Int32Array>()
  const mostKept = Math.max(1, Math.floor(mostKeptEntries / members))

  function previousFrom(source: number): Int32Array {
    const known = kept.get(source)
    if (known !== undefined) return known
    const previous = new Int32Array(members).fill(-1)
    const distance = new Float64Array(members).fill(Number.POSITIVE_INFINITY)
    const queue = new MemberQueue(distance, rank)
    distance[source] = 0
    queue.push(source, 0)
    for (let member = queue.pop(); member >= 0; member = queue.pop()) {
      for (const { to, links } of neighbours[member]!) {
        const longer = distance[member]! + links
        if (longer >= distance[to]!) continue
        distance[to] = longer
        previous[to] = member
        queue.push(to, longer)
      }
    }
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value!)
    kept.set(source, previous)
    return previous
  }

  /** The members on the way, both ends included; undefined when there is none. */
  function way(from: number, to: number): number[] | undefined {
    if (from === to) return table.get(from, to) === undefined ? undefined : [from, to]
    const previous = previousFrom(from)
    const members = [to]
    for (let member = to; member !== from; members.push(member)) {
      member = previous[member]!
      if (member < 0) return undefined
    }
    return members.reverse()
  }

  return {
    append(from, to, into) {
      const members = way(from, to)
      if (members === undefined) return false
      let entered = -1
      for (let i = 1; i < members.length; i++) {
        const route = table.get(members[i - 1]!, members[i]!)!
        if (i > 1 && entered !== route.from && !between(entered, route.from, into)) return false
        for (const end of route.ends) into.push(end)
        entered = route.to
      }
      return true
    },
    gateways(from, to): Gateways | undefined {
      const members = way(from, to)
      if (members === undefined) return undefined
      const first = table.get(members[0]!, members[1]!)!
      const last = table.get(members.at(-2)!, members.at(-1)!)!
      return { from: first.from, to: last.to }
    },
  }
}

/** A heap of members by (distance, rank); an entry whose distance is no longer the member's is passed over. */
class MemberQueue {
  readonly #heap: { member: number; distance: number }[] = []
  readonly #distance: Float64Array
  readonly #rank: Int32Array

  constructor(distance: Float64Array, rank: Int32Array) {
    this.#distance = distance
    this.#rank = rank
  }

  push(member: number, distance: number): void {
    const heap = this.#heap
    heap.push({ member, distance })
    for (let i = heap.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1
      if (!this.#isBefore(i, parent)) break
      this.#swap(i, parent)
      i = parent
    }
  }

  /** The nearest member, removed; -1 when there is none. */
  pop(): number {
    const heap = this.#heap
    while (heap.length > 0) {
      const { member, distance } = heap[0]!
      const last = heap.pop()!
      if (heap.length > 0) {
        heap[0] = last
        this.#sink()
      }
      if (distance === this.#distance[member]) return member
    }
    return -1
  }

  #sink(): void {
    for (let i = 0; ; ) {
      let least = i
      for (const child of [2 * i + 1, 2 * i + 2]) {
        if (child < this.#heap.length && this.#isBefore(child, least)) least = child
      }
      if (least === i) return
      this.#swap(i, least)
      i = least
    }
  }

  #isBefore(i: number, j: number): boolean {
    const a = this.#heap[i]!
    const b = this.#heap[j]!
    return (
      a.distance < b.distance || (a.distance === b.distance && this.#rank[a.member]! < this.#rank[b.member]!)
    )
  }

  #swap(i: number, j: number): void {
    const heap = this.#heap
    const entry = heap[i]!
    heap[i] = heap[j]!
    heap[j] = entry
  }
}
