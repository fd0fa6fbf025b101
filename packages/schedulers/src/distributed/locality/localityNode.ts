import { RandomStream, type Seconds, type SwitchListener } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import type { Cluster } from "../../cluster/cluster.ts"
import { type Acquaintance, Acquaintances, type SortingSpace, sampleOf } from "./acquaintances.ts"
import type { CheckedLocalityOptions } from "./localityOptions.ts"
import { type Coordinate, randomDirection, unknownPlace, vivaldiUpdate } from "./vivaldi.ts"

/** What all nodes share: the simulated world, and a count. They know of each other by messages alone. */
export interface LocalityContext {
  readonly cluster: Cluster
  readonly options: CheckedLocalityOptions
  /** By their number. */
  readonly nodes: readonly LocalityNode[]
  readonly space: SortingSpace
  messages: number
}

interface Answer {
  readonly from: Acquaintance
  readonly close: readonly Acquaintance[]
  readonly view: readonly Acquaintance[]
}

/** How many acquaintances of each list an answer brings. */
const told = 10

/** One node that measures others, and keeps lists of those that are close and of some from anywhere; see `localityOverlay`. */
export class LocalityNode implements SwitchListener {
  readonly machine: PhysicalMachine
  readonly number: number
  readonly #context: LocalityContext
  readonly #random: RandomStream
  readonly #known: Acquaintances
  #coordinate = unknownPlace
  /** Who has not answered yet in this round. */
  readonly #asked = new Set<number>()
  #life = 0
  #rounds = 0

  constructor(context: LocalityContext, machine: PhysicalMachine, number: number) {
    this.#context = context
    this.machine = machine
    this.number = number
    this.#random = new RandomStream(context.options.seed, `locality of ${machine.name}`)
    this.#known = new Acquaintances(number, context.options, context.space, this.#random)
    machine.host.onSwitch(this)
  }

  get coordinate(): Coordinate {
    return this.#coordinate
  }

  /** The nodes that it knows: the close ones, the nearest one first, then those of its view. */
  *acquaintances(): Iterable<Acquaintance> {
    this.#known.sortNews(this.#coordinate)
    yield* this.#known.close
    yield* this.#known.view
  }

  /** Begins its rounds `phase` seconds from now. */
  start(phase: Seconds): void {
    const { cluster, nodes } = this.#context
    this.#known.sampleView(nodes.length)
    const life = this.#life
    cluster.engine.after(phase, () => {
      if (this.#life === life) this.#round()
    })
  }

  /** Called by its host. */
  switched(isOn: boolean): void {
    this.#life++
    this.#coordinate = unknownPlace
    this.#known.clear()
    this.#asked.clear()
    this.#rounds = 0
    if (isOn) this.start(0)
  }

  #round(): void {
    const { cluster, options, nodes } = this.#context
    if (cluster.isEnding) return
    this.#known.sortNews(this.#coordinate)
    this.#known.forget(this.#asked, cluster.engine.now)
    this.#asked.clear()
    for (const number of this.#known.contacts(options.contacts)) this.#ask(nodes[number]!)
    this.#rounds++
    if (this.#rounds >= options.rounds) return
    const life = this.#life
    cluster.engine.after(this.#rounds < options.firstRounds ? options.firstPeriod : options.period, () => {
      if (this.#life === life) this.#round()
    })
  }

  #ask(other: LocalityNode): void {
    const context = this.#context
    const { engine, messages } = context.cluster
    const sent = engine.now
    const life = this.#life
    const mine = this.#introduction
    this.#asked.add(other.number)
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
    return { number, coordinate: this.#coordinate, heard: this.#context.cluster.engine.now }
  }

  /** Somebody asks: now it knows that one, too. */
  #answer(from: Acquaintance): Answer {
    this.#known.hear([from])
    const { close, view } = this.#known
    const some = sampleOf(view.length, told, this.#random).map((i) => view[i]!)
    return { from: this.#introduction, close: close.slice(0, told), view: some }
  }

  #measured({ from, close, view }: Answer, rtt: Seconds): void {
    this.#asked.delete(from.number)
    // Where messages take no time there is no distance to be told.
    if (rtt > 0) this.#move(from.coordinate, rtt)
    this.#known.hear([from, ...close], view)
  }

  #move(other: Coordinate, rtt: Seconds): void {
    const direction = () => randomDirection(this.#random)
    this.#coordinate = vivaldiUpdate(this.#coordinate, other, rtt, this.#context.options, direction)
  }
}
