import { RandomStream, type Seconds, type SwitchListener } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import type { Cluster } from "../../cluster/cluster.ts"
import type { CheckedLocalityOptions } from "./localityOptions.ts"
import {
  type Coordinate,
  coordinateDistance,
  randomDirection,
  unknownPlace,
  vivaldiUpdate,
} from "./vivaldi.ts"

/** What a node has heard of another one. */
export interface Acquaintance {
  readonly node: LocalityNode
  /** Of the node. */
  readonly number: number
  readonly coordinate: Coordinate
  readonly heard: Seconds
}

/** What all nodes share: the simulated world, and a count. They know of each other by messages alone. */
export interface LocalityContext {
  readonly cluster: Cluster
  readonly options: CheckedLocalityOptions
  /** By their number. */
  readonly nodes: readonly LocalityNode[]
  /** For one node at a time, by number: what was heard last, undefined in between; and how far away that is. */
  readonly latest: (Acquaintance | undefined)[]
  readonly distances: Float64Array
  messages: number
}

/** How many acquaintances of each list an answer brings. */
const told = 10

/** The date of what was not heard. */
const never = Number.NEGATIVE_INFINITY

/** One node that measures others, and keeps lists of those that are close and of some from anywhere; see `localityOverlay`. */
export class LocalityNode implements SwitchListener {
  readonly machine: PhysicalMachine
  readonly number: number
  readonly #context: LocalityContext
  readonly #random: RandomStream
  #coordinate = unknownPlace
  /** The nearest one first. */
  #close: readonly Acquaintance[] = []
  #view: readonly Acquaintance[] = []
  #newsOfClose: Acquaintance[] = []
  #newsOfView: Acquaintance[] = []
  /** Who has not answered yet in this round. */
  readonly #asked = new Set<LocalityNode>()
  /** Who has not answered, and when that was: what was heard of it before is nothing. */
  readonly #silent = new Map<LocalityNode, Seconds>()
  #life = 0
  #rounds = 0

  constructor(context: LocalityContext, machine: PhysicalMachine, number: number) {
    this.#context = context
    this.machine = machine
    this.number = number
    this.#random = new RandomStream(context.options.seed, `locality of ${machine.name}`)
    machine.host.onSwitch(this)
  }

  get coordinate(): Coordinate {
    return this.#coordinate
  }

  /** The nodes that it knows: the close ones, the nearest one first, then those of its view. */
  *acquaintances(): Iterable<Acquaintance> {
    this.#sortNews()
    yield* this.#close
    yield* this.#view
  }

  /** Begins its rounds `phase` seconds from now, with a view that a peer sampling service would give it. */
  start(phase: Seconds): void {
    const { cluster, nodes, options } = this.#context
    this.#view = sampleOf(nodes.length - 1, options.view, this.#random).map((i) => {
      const node = nodes[i < this.number ? i : i + 1]!
      return { node, number: node.number, coordinate: unknownPlace, heard: never }
    })
    const life = this.#life
    cluster.engine.after(phase, () => {
      if (this.#life === life) this.#round()
    })
  }

  /** Called by its host. */
  switched(isOn: boolean): void {
    this.#life++
    this.#coordinate = unknownPlace
    this.#close = []
    this.#view = []
    this.#newsOfClose = []
    this.#newsOfView = []
    this.#asked.clear()
    this.#silent.clear()
    this.#rounds = 0
    if (isOn) this.start(0)
  }

  #round(): void {
    const { cluster, options } = this.#context
    if (cluster.isEnding) return
    this.#sortNews()
    this.#forgetSilent()
    for (const node of this.#contacts(options.contacts)) this.#ask(node)
    this.#rounds++
    if (this.#rounds >= options.rounds) return
    const life = this.#life
    cluster.engine.after(this.#rounds < options.firstRounds ? options.firstPeriod : options.period, () => {
      if (this.#life === life) this.#round()
    })
  }

  #forgetSilent(): void {
    if (this.#asked.size === 0) return
    const { now } = this.#context.cluster.engine
    const hasAnswered = ({ node }: Acquaintance) => !this.#asked.has(node)
    for (const node of this.#asked) this.#silent.set(node, now)
    this.#close = this.#close.filter(hasAnswered)
    this.#view = this.#view.filter(hasAnswered)
    this.#asked.clear()
  }

  /** Half of them close ones; the others from anywhere. */
  #contacts(count: number): ReadonlySet<LocalityNode> {
    const chosen = new Set<LocalityNode>()
    const take = (from: readonly Acquaintance[], most: number) => {
      for (const i of sampleOf(from.length, most + chosen.size, this.#random))
        if (chosen.size < most) chosen.add(from[i]!.node)
    }
    take(this.#close, Math.floor(count / 2))
    take(this.#view, count)
    take(this.#close, count)
    return chosen
  }

  #ask(other: LocalityNode): void {
    const context = this.#context
    const { engine, messages } = context.cluster
    const sent = engine.now
    const life = this.#life
    const mine = this.#introduction
    this.#asked.add(other)
    context.messages++
    messages.send(this.machine.host, other.machine.host, () => {
      const answer = other.#answer(mine)
      context.messages++
      messages.send(other.machine.host, this.machine.host, () => {
        const rtt = engine.now - sent
        if (this.#life === life && rtt <= context.options.answerTimeout) this.#measured(answer, rtt)
      })
    })
  }

  get #introduction(): Acquaintance {
    const { number } = this
    return { node: this, number, coordinate: this.#coordinate, heard: this.#context.cluster.engine.now }
  }

  /** Somebody asks: now it knows that one, too. */
  #answer(from: Acquaintance) {
    this.#newsOfClose.push(from)
    const some = sampleOf(this.#view.length, told, this.#random).map((i) => this.#view[i]!)
    return { from: this.#introduction, close: this.#close.slice(0, told), view: some }
  }

  #measured(
    answer: {
      readonly from: Acquaintance
      readonly close: readonly Acquaintance[]
      readonly view: readonly Acquaintance[]
    },
    rtt: Seconds,
  ): void {
    this.#asked.delete(answer.from.node)
    // Where messages take no time there is no distance to be told.
    if (rtt > 0) this.#move(answer.from.coordinate, rtt)
    this.#newsOfClose.push(answer.from, ...answer.close)
    this.#newsOfView.push(...answer.view)
  }

  #move(other: Coordinate, rtt: Seconds): void {
    const direction = () => randomDirection(this.#random)
    this.#coordinate = vivaldiUpdate(this.#coordinate, other, rtt, this.#context.options, direction)
  }

  /** Brings what it has heard into its lists. Of each node what was heard last counts. */
  #sortNews(): void {
    if (this.#newsOfClose.length + this.#newsOfView.length === 0) return
    const { latest, options } = this.#context
    const known: number[] = []
    for (const list of [this.#view, this.#newsOfView, this.#close, this.#newsOfClose])
      for (const each of list) {
        const before = latest[each.number]
        if (before === undefined ? !this.#isNews(each) : each.heard <= before.heard) continue
        if (before === undefined) known.push(each.number)
        latest[each.number] = each
      }
    this.#close = this.#nearest(known, options.closeNodes)
    this.#view = this.#renewedView()
    for (const number of known) latest[number] = undefined
    this.#newsOfClose = []
    this.#newsOfView = []
  }

  /** Of these nodes. */
  #nearest(known: readonly number[], count: number): readonly Acquaintance[] {
    const { latest, distances } = this.#context
    const measured: number[] = []
    for (const number of known) {
      const { heard, coordinate } = latest[number]!
      if (heard === never) continue
      distances[number] = coordinateDistance(this.#coordinate, coordinate)
      measured.push(number)
    }
    measured.sort((a, b) => distances[a]! - distances[b]! || a - b)
    return measured.slice(0, count).map((number) => latest[number]!)
  }

  /** Not of itself, and nothing from before it was silent. */
  #isNews({ node, heard }: Acquaintance): boolean {
    const silence = this.#silent.size === 0 ? undefined : this.#silent.get(node)
    return node !== this && (silence === undefined || heard > silence)
  }

  /** Those who are new to the view come into it, in the place of any. */
  #renewedView(): readonly Acquaintance[] {
    const { latest, options } = this.#context
    const view = this.#view.map(({ number }) => latest[number]!)
    const inView = new Set(view.map(({ number }) => number))
    for (const { number } of this.#newsOfView) {
      const each = latest[number]
      if (each === undefined || inView.has(number)) continue
      const at = view.length < options.view ? view.length : this.#random.below(view.length)
      if (at < view.length) inView.delete(view[at]!.number)
      inView.add(number)
      view[at] = each
    }
    return view
  }
}

/** `count` numbers below n, at most n, none twice, in any order. */
function sampleOf(n: number, count: number, random: RandomStream): readonly number[] {
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
