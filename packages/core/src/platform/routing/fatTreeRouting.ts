/*
 * Routes of a fat tree, by destination (D-mod-k).
 *
 *   m[i], w[i], p[i]   children, parents and parallel cables between level i and level i + 1; hosts are level 0
 *   digits             a node of level l is written with one digit for each level: digit i counts to w[i] when i < l,
 *                      else to m[i]; digit 0 is the least. A child and its parent differ in the digit of the child's level.
 *   base[i]            the cables below those of level i; cables of a level are ordered by child, parent, cable
 *
 * Up: at level l through port floor(destination / product of w below l) mod (w[l] p[l]), until the destination is
 * below. Down: through the digits of the destination. At the top, of parallel cables the one of number (source mod
 * p); below it, the first one whose port is behind the port just taken, as the loop of SimGrid has it; where there
 * is none, (source mod p) again.
 *
 * No route is stored. Cost: O(levels^2).
 *
 * Source: Zahavi, 2010, "D-Mod-K routing providing non-blocking traffic for shift permutations on real life fat
 * trees"; cables down as in SimGrid 3.32 and 4.1. Differs: SimGrid counts the hosts of all fat trees of a platform
 * on, so that destinations of the second tree are shifted; here each tree begins at 0.
 */
import type { ZoneRouting } from "./zoneRouting.ts"

/** The shape of a fat tree, and the numbers of its link ends; -1 where there is no such link. */
export interface FatTreeEnds {
  readonly down: readonly number[]
  readonly up: readonly number[]
  readonly parallel: readonly number[]
  /** The first cable of level 0; all others follow. */
  readonly firstLink: number
  /** 2 when cables are split-duplex, else 1. */
  readonly stride: number
  readonly firstLoopback: number
  /** The first host's limiter; those of the other hosts and then of the switches follow. */
  readonly firstLimiter: number
}

/** How many nodes each level has: hosts first, then switches. */
export function fatTreeSizes(down: readonly number[], up: readonly number[]): number[] {
  return Array.from({ length: down.length + 1 }, (_, level) =>
    down.reduce((size, children, i) => size * (i < level ? up[i]! : children), 1),
  )
}

/** Routes of a fat tree; members are its hosts. */
export function fatTreeRouting(ends: FatTreeEnds): ZoneRouting {
  const { down: m, up: w, parallel: p, firstLink, stride, firstLoopback, firstLimiter } = ends
  const levels = m.length
  const sizes = fatTreeSizes(m, w)
  const base = [0]
  const firstNode = [0]
  for (let i = 0; i < levels; i++) {
    base.push(base[i]! + sizes[i]! * w[i]! * p[i]!)
    firstNode.push(firstNode[i]! + sizes[i]!)
  }

  const node = (digits: Int32Array, level: number) => firstNode[level]! + position(digits, level)
  /** A node's number within its level, from its digits. */
  function position(digits: Int32Array, level: number): number {
    let number = 0
    for (let i = levels - 1; i >= 0; i--) number = number * (i < level ? w[i]! : m[i]!) + digits[i]!
    return number
  }
  function pushLimiter(node: number, into: number[]): void {
    if (firstLimiter >= 0) into.push(firstLimiter + node)
  }
  function pushCable(
    digits: Int32Array,
    level: number,
    parent: number,
    cable: number,
    isDown: boolean,
    into: number[],
  ): void {
    const number = base[level]! + (position(digits, level) * w[level]! + parent) * p[level]! + cable
    into.push(firstLink + number * stride + (isDown ? stride - 1 : 0))
  }

  return {
    append(from, to, into) {
      if (from === to && firstLoopback >= 0) {
        into.push(firstLoopback + from)
        return true
      }
      const here = digitsOf(from, m)
      const target = digitsOf(to, m)
      let level = 0
      let top = 1
      for (let i = 1; i < levels; i++) if (here[i] !== target[i]) top = i + 1

      let rest = to
      for (; level < top; level++) {
        const port = rest % (w[level]! * p[level]!)
        const parent = port % w[level]!
        pushLimiter(node(here, level), into)
        pushCable(here, level, parent, Math.floor(port / w[level]!), false, into)
        here[level] = parent
        rest = Math.floor(rest / w[level]!)
      }

      while (level > 0) {
        let port = (from % p[level - 1]!) * m[level - 1]!
        for (; level > 0 && port < m[level - 1]! * p[level - 1]!; port++) {
          if (port % m[level - 1]! !== target[level - 1]) continue
          const cable = Math.floor(port / m[level - 1]!)
          const parent = here[level - 1]!
          const switchAbove = node(here, level)
          here[level - 1] = target[level - 1]!
          pushCable(here, level - 1, parent, cable, true, into)
          pushLimiter(switchAbove, into)
          level--
        }
      }
      pushLimiter(to, into)
      return true
    },
  }
}

function digitsOf(number: number, sizes: readonly number[]): Int32Array {
  const digits = new Int32Array(sizes.length)
  let rest = number
  for (let i = 0; i < sizes.length; i++) {
    digits[i] = rest % sizes[i]!
    rest = Math.floor(rest / sizes[i]!)
  }
  return digits
}
