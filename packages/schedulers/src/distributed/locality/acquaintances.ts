import type { RandomStream, Seconds } from "@placelab/core"
import { type Coordinate, coordinateDistance, unknownPlace } from "./vivaldi.ts"

/** What a node has heard of another one, or tells of itself. */
export interface Acquaintance {
  /** Of the node, in the cluster. */
  readonly number: number
  readonly coordinate: Coordinate
  readonly heard: Seconds
}

/** What all nodes share to sort with, each for itself; by number. */
export interface SortingSpace {
  /** What was heard last; undefined in between. */
  readonly latest: (Acquaintance | undefined)[]
  /** How far away that is. */
  readonly distances: Float64Array
}

/** How long the lists are. */
export interface ListSizes {
  readonly closeNodes: number
  readonly view: number
}

/** The date of what was not heard. */
const never = Number.NEGATIVE_INFINITY

/** The nodes that one node has heard of: those that are close, and some from anywhere. */
export class Acquaintances {
  readonly #own: number
  readonly #sizes: ListSizes
  readonly #space: SortingSpace
  readonly #random: RandomStream
  #close: readonly Acquaintance[] = []
  #view: readonly Acquaintance[] = []
  #newsOfClose: Acquaintance[] = []
  #newsOfView: Acquaintance[] = []
  /** Who has not answered, and when that was: what was heard of it before is nothing. */
  readonly #silent = new Map<number, Seconds>()

  /** `own` is the number of the node that keeps them. */
  constructor(own: number, sizes: ListSizes, space: SortingSpace, random: RandomStream) {
    this.#own = own
    this.#sizes = sizes
    this.#space = space
    this.#random = random
  }

  /** The nearest one first. */
  get close(): readonly Acquaintance[] {
    return this.#close
  }

  /** Some from anywhere, in any order. */
  get view(): readonly Acquaintance[] {
    return this.#view
  }

  /** Forgets all. */
  clear(): void {
    this.#close = []
    this.#view = []
    this.#newsOfClose = []
    this.#newsOfView = []
    this.#silent.clear()
  }

  /** Gets the view that a peer sampling service would give it: any of so many nodes. */
  sampleView(nodes: number): void {
    this.#view = sampleOf(nodes - 1, this.#sizes.view, this.#random).map((i) => {
      const number = i < this.#own ? i : i + 1
      return { number, coordinate: unknownPlace, heard: never }
    })
  }

  hear(close: readonly Acquaintance[], view: readonly Acquaintance[] = []): void {
    this.#newsOfClose.push(...close)
    this.#newsOfView.push(...view)
  }

  /** These have not answered. */
  forget(silent: ReadonlySet<number>, now: Seconds): void {
    if (silent.size === 0) return
    const hasAnswered = ({ number }: Acquaintance) => !silent.has(number)
    for (const number of silent) this.#silent.set(number, now)
    this.#close = this.#close.filter(hasAnswered)
    this.#view = this.#view.filter(hasAnswered)
  }

  /** `count` of them: half of them close ones, the others from anywhere. */
  contacts(count: number): ReadonlySet<number> {
    const chosen = new Set<number>()
    const take = (from: readonly Acquaintance[], most: number) => {
      for (const i of sampleOf(from.length, most + chosen.size, this.#random))
        if (chosen.size < most) chosen.add(from[i]!.number)
    }
    take(this.#close, Math.floor(count / 2))
    take(this.#view, count)
    take(this.#close, count)
    return chosen
  }

  /** Brings what was heard into the lists, as seen from `here`. Of each node what was heard last counts. */
  sortNews(here: Coordinate): void {
    if (this.#newsOfClose.length + this.#newsOfView.length === 0) return
    const { latest } = this.#space
    const known: number[] = []
    for (const list of [this.#view, this.#newsOfView, this.#close, this.#newsOfClose])
      for (const each of list) {
        const before = latest[each.number]
        if (before === undefined ? !this.#isNews(each) : each.heard <= before.heard) continue
        if (before === undefined) known.push(each.number)
        latest[each.number] = each
      }
    this.#close = this.#nearest(known, here)
    this.#view = this.#renewedView()
    for (const number of known) latest[number] = undefined
    this.#newsOfClose = []
    this.#newsOfView = []
  }

  #nearest(known: readonly number[], here: Coordinate): readonly Acquaintance[] {
    const { latest, distances } = this.#space
    const measured: number[] = []
    for (const number of known) {
      const { heard, coordinate } = latest[number]!
      if (heard === never) continue
      distances[number] = coordinateDistance(here, coordinate)
      measured.push(number)
    }
    measured.sort((a, b) => distances[a]! - distances[b]! || a - b)
    return measured.slice(0, this.#sizes.closeNodes).map((number) => latest[number]!)
  }

  /** Not of itself, and nothing from before it was silent. */
  #isNews({ number, heard }: Acquaintance): boolean {
    const silence = this.#silent.size === 0 ? undefined : this.#silent.get(number)
    return number !== this.#own && (silence === undefined || heard > silence)
  }

  /** Those who are new to the view come into it, in the place of any. */
  #renewedView(): readonly Acquaintance[] {
    const { latest } = this.#space
    const view = this.#view.map(({ number }) => latest[number]!)
    const inView = new Set(view.map(({ number }) => number))
    for (const { number } of this.#newsOfView) {
      const each = latest[number]
      if (each === undefined || inView.has(number)) continue
      const at = view.length < this.#sizes.view ? view.length : this.#random.below(view.length)
      if (at < view.length) inView.delete(view[at]!.number)
      inView.add(number)
      view[at] = each
    }
    return view
  }
}

/** `count` numbers below n, at most n, none twice, in any order. */
export function sampleOf(n: number, count: number, random: RandomStream): readonly number[] {
  if (n > 4 * count) {
    const drawn = new Set<number>()
    while (drawn.size < count) drawn.add(random.below(n))
    return [...drawn]
  }
  const order = Array.from({ length: n }, (_, i) => i)
  for (let i = 0; i < Math.min(n, count); i++) {
    const j = i + random.below(n - i)
    const other = order[i]!
    order[i] = order[j]!
    order[j] = other
  }
  return order.slice(0, count)
}
