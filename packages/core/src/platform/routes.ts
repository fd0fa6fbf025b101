import { InputError } from "../inputError.ts"
import type { Host } from "./host.ts"
import type { Link } from "./link.ts"

/** Finds the way between two machines; undefined where it knows none. */
export type Router = (from: Host, to: Host) => readonly Link[] | undefined

/** A way; derived from the way there, when nobody has added it. */
interface Route {
  readonly links: readonly Link[]
  readonly isDerived: boolean
}

/** The ways between machines: those that were added, then those that routers find, then a loopback inside a machine. */
export class Routes {
  readonly #loopback: (host: Host) => Link
  readonly #added = new Map<Host, Map<Host, Route>>()
  readonly #routers: Router[] = []
  readonly #loopbacks = new Map<Host, readonly Link[]>()

  /** `loopback` makes the link inside a machine. */
  constructor(loopback: (host: Host) => Link) {
    this.#loopback = loopback
  }

  /** Adds a way and, where nobody has added another, its reverse. */
  add(from: Host, to: Host, links: readonly Link[], isSymmetrical: boolean): void {
    this.#set(from, to, { links: [...links], isDerived: false })
    if (!isSymmetrical || from === to || this.#added.get(to)?.get(from)?.isDerived === false) return
    this.#set(to, from, { links: links.map((link) => link.opposite).reverse(), isDerived: true })
  }

  addRouter(router: Router): void {
    this.#routers.push(router)
  }

  /** The way, or undefined when there is none. Guests are where their machine is. */
  find(from: Host, to: Host): readonly Link[] | undefined {
    const [a, b] = [from.machine, to.machine]
    const added = this.#added.get(a)?.get(b)
    if (added !== undefined) return added.links
    for (const router of this.#routers) {
      const links = router(a, b)
      if (links !== undefined) return links
    }
    return a === b ? this.#inside(a) : undefined
  }

  /** The way. Errors: InputError when there is none. */
  get(from: Host, to: Host): readonly Link[] {
    const links = this.find(from, to)
    if (links !== undefined) return links
    const pair = `${from.name} -> ${to.name}`
    throw new InputError(
      "engine",
      "route",
      pair,
      "a pair of hosts that addRoute was called for, or that a router knows",
    )
  }

  #set(from: Host, to: Host, route: Route): void {
    const known = this.#added.get(from)
    if (known === undefined) this.#added.set(from, new Map([[to, route]]))
    else known.set(to, route)
  }

  #inside(host: Host): readonly Link[] {
    const known = this.#loopbacks.get(host)
    if (known !== undefined) return known
    const made = [this.#loopback(host)]
    this.#loopbacks.set(host, made)
    return made
  }
}
