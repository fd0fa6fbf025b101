/*
 * Chunks on links, in turn.
 *
 * A flow cuts what it sends into chunks. Each goes through a pacer, which is its sender, and then over link after link, whole; on each
 * of them one chunk is on its way at a time. A flow has so many chunks in the network as its window allows; each is
 * acknowledged after the way back.
 *
 * Turns      a flow that waits at a link has a tag, the virtual date at which its next chunk is due: the tag of the chunk before it +
 *            bytes / weight, and not before that of the chunk that is served when it comes. The least tag is served first. With
 *            equal weights the flows take turns, and with enough of a window their rates are max-min fair as chunks get small.
 * Noise      the weight of a flow is 1 + noise x Gaussian, at least 0.05, drawn anew after each noise period. It is also the factor of its pacer.
 * Source     Hahne, 1991: round-robin with windows is max-min fair. Goyal, Vin, Cheng, 1997: start-time fair queueing.
 */
import { type Bytes, type BytesPerSecond, gaussianLaw, type RandomStream, type Seconds } from "@placelab/core"
import type { Agenda } from "./agenda.ts"
import type { FineGrain } from "./grain.ts"

/** The queue of one flow at one link. */
interface Stage {
  readonly chunks: Bytes[]
  readonly weight: () => number
  readonly passOn: (bytes: Bytes) => void
  tag: number
}

export class ChunkLink {
  readonly #agenda: Agenda
  readonly #bandwidth: () => BytesPerSecond
  readonly #waiting: Stage[] = []
  #isBusy = false
  /** The tag of what is served. */
  #turn = 0

  constructor(agenda: Agenda, bandwidth: () => BytesPerSecond) {
    this.#agenda = agenda
    this.#bandwidth = bandwidth
  }

  offer(stage: Stage, bytes: Bytes): void {
    if (stage.chunks.length === 0) {
      stage.tag = Math.max(stage.tag, this.#turn)
      this.#waiting.push(stage)
    }
    stage.chunks.push(bytes)
    if (!this.#isBusy) this.#serve()
  }

  #serve(): void {
    const waiting = this.#waiting
    this.#isBusy = waiting.length > 0
    if (!this.#isBusy) return
    let next = 0
    for (let i = 1; i < waiting.length; i++) if (waiting[i]!.tag < waiting[next]!.tag) next = i
    const stage = waiting[next]!
    const bytes = stage.chunks.shift()!
    this.#turn = stage.tag
    stage.tag += bytes / stage.weight()
    if (stage.chunks.length === 0) waiting.splice(next, 1)
    this.#agenda.after(bytes / this.#bandwidth(), () => {
      stage.passOn(bytes)
      this.#serve()
    })
  }
}

/** The way of a flow. */
export interface ChunkPath {
  readonly links: readonly ChunkLink[]
  /** One way. */
  readonly latency: Seconds
  /** The most that it takes. */
  readonly limit: BytesPerSecond
}

export class ChunkFlow {
  readonly #agenda: Agenda
  readonly #grain: FineGrain
  readonly #random: RandomStream
  readonly #pacer: ChunkLink
  readonly #first: Stage
  #left: Bytes = 0
  #underway = 0
  #done: () => void = () => {}
  #weight = 1
  #weightUntil = 0

  constructor(agenda: Agenda, { links, latency, limit }: ChunkPath, grain: FineGrain, random: RandomStream) {
    this.#agenda = agenda
    this.#grain = grain
    this.#random = random
    this.#weightUntil = agenda.now
    const weight = () => this.#noisyWeight()
    const acknowledge = () => agenda.after(2 * latency, () => this.#acknowledged())
    const last = links.reduceRight<(bytes: Bytes) => void>((passOn, link) => {
      const stage = { chunks: [], weight, passOn, tag: 0 }
      return (bytes) => link.offer(stage, bytes)
    }, acknowledge)
    this.#pacer = new ChunkLink(agenda, () => limit * weight())
    this.#first = { chunks: [], weight, passOn: last, tag: 0 }
  }

  /** Sends so much; `done` is called when the last chunk is acknowledged. Once at a time. */
  send(bytes: Bytes, done: () => void): void {
    this.#left = bytes
    this.#done = done
    if (bytes === 0) this.#agenda.after(0, done)
    else this.#fillWindow()
  }

  #fillWindow(): void {
    const { chunk, window } = this.#grain
    while (this.#left > 0 && this.#underway < window) {
      const bytes = Math.min(chunk, this.#left)
      this.#left -= bytes
      this.#underway++
      this.#pacer.offer(this.#first, bytes)
    }
  }

  #acknowledged(): void {
    this.#underway--
    if (this.#left > 0) this.#fillWindow()
    else if (this.#underway === 0) this.#done()
  }

  #noisyWeight(): number {
    const { noise, noisePeriod } = this.#grain
    if (noise === 0 || this.#agenda.now < this.#weightUntil) return this.#weight
    this.#weight = Math.max(0.05, 1 + gaussianLaw(0, noise).draw(this.#random))
    this.#weightUntil = this.#agenda.now + noisePeriod
    return this.#weight
  }
}
