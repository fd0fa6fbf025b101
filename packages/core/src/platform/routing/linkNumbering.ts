import { InputError, unknownName } from "../../inputError.ts"
import type { LinkDescription } from "../description/link.ts"
import type { LinkUse } from "../description/route.ts"
import type { PlaceOf } from "./place.ts"

/** One direction of a split-duplex link, or a whole link of another kind: what routes consist of. */
export interface LinkEnd {
  /** Its name in the engine: that of the link, with _UP or _DOWN when split-duplex. */
  readonly name: string
  /** The number of its link. */
  readonly link: number
  readonly isDown: boolean
}

/**
 * The links of a platform and their ends, numbered as they come. A split-duplex link has two ends, up and then down;
 * other links have one.
 */
export class LinkNumbering {
  readonly links: LinkDescription[] = []
  readonly ends: LinkEnd[] = []
  readonly #linkOf = new Map<string, number>()
  readonly #endOf = new Map<string, number>()
  readonly #firstEnd: number[] = []
  readonly #placeOf: PlaceOf

  constructor(placeOf: PlaceOf) {
    this.#placeOf = placeOf
  }

  /**
   * Takes a link in and gives the number of its first end. `owner` is what stands at `path` in the document.
   *
   * Errors: InputError when the name is taken.
   */
  add(link: LinkDescription, path: string, owner: object = link): number {
    const number = this.links.length
    const first = this.ends.length
    if (this.#linkOf.has(link.name) || this.#endOf.has(link.name)) throw this.#taken(owner, link.name, path)
    this.links.push(link)
    this.#linkOf.set(link.name, number)
    this.#firstEnd.push(first)
    const suffixes = link.policy === "split-duplex" ? ["_UP", "_DOWN"] : [""]
    for (const suffix of suffixes) {
      const name = link.name + suffix
      if (this.#endOf.has(name) || (suffix !== "" && this.#linkOf.has(name))) {
        throw this.#taken(owner, name, path)
      }
      this.#endOf.set(name, this.ends.length)
      this.ends.push({ name, link: number, isDown: suffix === "_DOWN" })
    }
    return first
  }

  /**
   * The ends that a list of uses means. Errors: InputError for an unknown link, a direction that is missing or in
   * vain.
   */
  endsOf(uses: readonly LinkUse[], owner: object, path: string): number[] {
    return uses.map((use, i) => this.#endOfUse(use, () => this.#where(use, owner, `${path}[${i}]`)))
  }

  /** The ends of the way back, in its order; a direction that was called by its own name stays. */
  endsBack(uses: readonly LinkUse[], ends: readonly number[]): number[] {
    return uses
      .map((use, i) => {
        const end = ends[i]!
        if (typeof use === "string" || use.direction === undefined) return end
        return this.ends[end]!.isDown ? end - 1 : end + 1
      })
      .reverse()
  }

  #where(use: LinkUse, owner: object, path: string): string {
    return this.#placeOf(typeof use === "string" ? owner : use, path)
  }

  #endOfUse(use: LinkUse, where: () => string): number {
    const name = typeof use === "string" ? use : use.link
    const direction = typeof use === "string" ? undefined : use.direction
    const link = this.#linkOf.get(name)
    if (link === undefined) {
      const end = direction === undefined ? this.#endOf.get(name) : undefined
      if (end === undefined) throw unknownName(where(), "link", name, this.#linkOf.keys())
      return end
    }
    const isSplit = this.links[link]!.policy === "split-duplex"
    if (isSplit && direction === undefined) {
      throw new InputError(where(), `direction of split-duplex link "${name}"`, undefined, '"up" or "down"')
    }
    if (!isSplit && direction !== undefined) {
      throw new InputError(
        where(),
        `direction of link "${name}"`,
        direction,
        "none, as it is not split-duplex",
      )
    }
    return this.#firstEnd[link]! + (direction === "down" ? 1 : 0)
  }

  #taken(owner: object, name: string, path: string): InputError {
    return new InputError(this.#placeOf(owner, path), "link name", name, "a name that no other link has")
  }
}
