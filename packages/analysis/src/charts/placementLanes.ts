/*
 * Who is drawn where, when VMs are blocks in the rows of their hosts: each host has lanes, one above the other, and a VM is in one of
 * them from when it comes until it goes. Lanes are given in order of arrival, and of the rows on one date: the
 * lowest number that is free. So there are as many as the host has had VMs at once, which is the least there can be (interval
 * partitioning; Kleinberg and Tardos 2005, Algorithm Design, 4.1).
 */

/** A VM on a host, from one date to another. */
export interface ResidencyRow {
  readonly vm: string
  readonly host: string
  readonly from: number
  readonly to: number
}

/** A residency with its lane, counted over all hosts from the top. */
export interface Placed extends ResidencyRow {
  readonly lane: number
}

/** The lanes of a host: the first, and how many. */
export interface HostLanes {
  readonly host: string
  readonly first: number
  readonly count: number
}

/** Gives lanes to residencies; hosts follow each other in their order, with half a lane between them. O(n log n + n lanes) */
export function placementLanes(
  residencies: readonly ResidencyRow[],
  hosts: readonly string[],
): { readonly placed: readonly Placed[]; readonly hosts: readonly HostLanes[]; readonly height: number } {
  let first = 0
  const placed: Placed[] = []
  const lanes = hosts.map((host): HostLanes => {
    const ends: number[] = []
    const here = residencies
      .filter((residency) => residency.host === host)
      .toSorted((a, b) => a.from - b.from)
    for (const residency of here) {
      const free = ends.findIndex((end) => end <= residency.from)
      const lane = free === -1 ? ends.length : free
      ends[lane] = residency.to
      placed.push({ ...residency, lane: first + lane })
    }
    const found = { host, first, count: Math.max(1, ends.length) }
    first += found.count + gap
    return found
  })
  return { placed, hosts: lanes, height: first - gap }
}

/** Lanes between two hosts. */
const gap = 0.5
