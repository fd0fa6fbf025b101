import type { Gateways, ZoneRouting } from "./zoneRouting.ts"

/** One declared route in one direction. */
export interface DeclaredRoute extends Gateways {
  readonly ends: readonly number[]
}

/** Declared routes by their members, in one direction each. */
export class RouteTable {
  readonly #routes = new Map<number, DeclaredRoute>()
  readonly #members: number

  constructor(members: number) {
    this.#members = members
  }

  /** Takes a route in; false when there is one between these members in this direction. */
  add(from: number, to: number, route: DeclaredRoute): boolean {
    const key = from * this.#members + to
    if (this.#routes.has(key)) return false
    this.#routes.set(key, route)
    return true
  }

  get(from: number, to: number): DeclaredRoute | undefined {
    return this.#routes.get(from * this.#members + to)
  }

  /** Calls back for every route, in the order of adding. */
  forEach(callback: (from: number, to: number, route: DeclaredRoute) => void): void {
    for (const [key, route] of this.#routes) {
      const to = key % this.#members
      callback((key - to) / this.#members, to, route)
    }
  }
}

/** Routes that are declared one by one, and no others. Cost: O(length of the route). */
export function fullRouting(table: RouteTable): ZoneRouting {
  return {
    append(from, to, into) {
      const route = table.get(from, to)
      if (route === undefined) return false
      for (const end of route.ends) into.push(end)
      return true
    },
    gateways: (from, to) => table.get(from, to),
  }
}
