/*
 * Holes: a bound that counts pieces, where the total room is enough but lies in too many places.
 *
 *   for each size s:   the number of VMs of at least s   <=   sum over hosts of floor(free / s)
 *
 * for CPU and for memory, s being the demands that occur. Necessary only: no host holds more such VMs than that.
 *
 * Cost    O(distinct demands x hosts), so it is asked once, at the root of a search.
 * Source  ours; the bound L2 of bin packing (Martello and Toth, 1990) is of this family, and stronger.
 */

/** False when these VMs cannot fit into this room, one resource looked at. */
export function holesSuffice(vms: Int32Array, demand: Float64Array, free: Float64Array): boolean {
  const sizes = Float64Array.from(vms, (vm) => demand[vm]!).sort()
  for (let i = sizes.length - 1; i >= 0; i--) {
    const size = sizes[i]!
    if (size === 0) return true
    if (i > 0 && sizes[i - 1] === size) continue
    let pieces = sizes.length - i
    for (let host = 0; host < free.length && pieces > 0; host++)
      pieces -= Math.floor(Math.max(0, free[host]!) / size)
    if (pieces > 0) return false
  }
  return true
}
