import type { PhysicalMachine } from "@placelab/models"
import type { Reconfiguration } from "../../cluster/reconfigure.ts"
import type { DvmsContext } from "./context.ts"
import { type Ask, requestGrants } from "./grants.ts"
import type { Membership } from "./membership.ts"
import { mergedOf, type Partition } from "./partition.ts"
import { endBy, type ProcedureEnd } from "./procedure.ts"
import { Work } from "./work.ts"

/** What a leader does as any agent can. */
export interface LeaderMeans {
  readonly ask: Ask
  /** Sends the procedure to the first node out. */
  sendOut(partition: Partition): void
  /** Tells all members of these that they are over, as is `alsoId`. */
  dissolve(partitions: readonly Partition[], end: ProcedureEnd, alsoId?: number): void
}

/** What a node does as the leader of a partition: has it granted, decides, lets it grow or dissolve. */
export class Leadership {
  readonly #context: DvmsContext
  readonly #machine: PhysicalMachine
  readonly #membership: Membership
  readonly #means: LeaderMeans
  #work: Work | undefined
  #isAsking = false

  constructor(context: DvmsContext, machine: PhysicalMachine, membership: Membership, means: LeaderMeans) {
    this.#context = context
    this.#machine = machine
    this.#membership = membership
    this.#means = means
  }

  /** It is asking nodes to grant themselves. */
  get isAsking(): boolean {
    return this.#isAsking
  }

  /** It decides, or applies a plan. */
  get isWorking(): boolean {
    return this.#work !== undefined
  }

  /** It decides no more; moves that are under way go on. */
  stop(): void {
    this.#work?.stop()
    this.#work = undefined
  }

  /** Its node has crashed: what it asked for is nobody's. */
  forget(): void {
    this.#isAsking = false
  }

  /**
   * Makes one of two blocked partitions, unless the other one is no more. `goOn` is called when the other one still waits for its
   * procedure: its own one has changed meanwhile, or refuses.
   */
  merge(mine: Partition, other: Partition, hops: number, goOn: () => void): void {
    const { options, newId, peers, places } = this.#context
    const isFirst = places.get(mine.initiator)! < places.get(other.initiator)!
    const [into, from] = isFirst ? [mine, other] : [other, mine]
    this.#isAsking = true
    this.#means.ask(
      [peers.get(other.initiator)!],
      options.answerTimeout,
      (peer) => peer.holds(other),
      (isValid) => {
        this.#isAsking = false
        if (!isValid) return
        if (this.#membership.partition !== mine) {
          goOn()
          return
        }
        const next = mergedOf([into, from], newId(), this.#machine, options.minimumPartitionSize, hops)
        this.lead(next, [from, into], (held) => {
          if (from === mine && held.length === 0) goOn()
        })
      },
    )
  }

  /** Has `next`, made of `bases`, granted; it decides then, or gives up, with those bases that had granted. */
  lead(next: Partition, bases: readonly Partition[], gaveUp?: (held: readonly Partition[]) => void): void {
    const { cluster, options, peers } = this.#context
    const asked = new Set(bases.map(({ initiator }) => initiator))
    if (this.#membership.partition === next) asked.add(this.#machine)
    const request = {
      next,
      bases,
      others: [...next.members].filter((each) => !asked.has(each)).map((each) => peers.get(each)!),
      initiatorOf: ({ initiator }: Partition) => peers.get(initiator)!,
      seconds: options.answerTimeout,
      now: () => cluster.engine.now,
      ask: this.#means.ask,
    }
    this.#isAsking = true
    requestGrants(request, (held, areGranted) => {
      this.#isAsking = false
      if (areGranted && this.#membership.partition === next) {
        this.#proceed(next)
        return
      }
      this.#means.dissolve(held, "dissolved", next.id)
      gaveUp?.(held)
    })
  }

  /** All members are there: asks the planner, or looks for another one. */
  #proceed(partition: Partition): void {
    const { members, asked, target } = partition
    const isWhole = members.size >= this.#context.overlay.size
    if (members.size > asked && (members.size >= target || isWhole)) this.#beginWork(partition)
    else this.#means.sendOut(partition)
  }

  #beginWork(partition: Partition): void {
    const { options, peers } = this.#context
    const others = [...partition.members].filter((each) => each !== this.#machine)
    this.#work = new Work(this.#context, partition, {
      renewMembers: (then) => {
        this.#membership.renew()
        const asked = others.map((each) => peers.get(each)!)
        this.#means.ask(asked, options.answerTimeout, (peer) => peer.renew(partition.id), then)
      },
      decided: (reconfiguration) => this.#decided(partition, reconfiguration),
      lostMember: () => this.#means.dissolve([partition], "timed out"),
    })
  }

  #decided(partition: Partition, reconfiguration: Reconfiguration): void {
    const { cluster, options, post, peers } = this.#context
    this.#work = undefined
    const end = endBy(reconfiguration, cluster.rules) ?? (cluster.isEnding ? "dissolved" : undefined)
    if (end !== undefined) {
      this.#means.dissolve([partition], end)
      return
    }
    const asked = partition.members.size
    const grown = { ...partition, asked, target: options.growth === "one" ? asked + 1 : 2 * asked }
    this.#membership.note(grown)
    this.#membership.renew()
    for (const each of grown.members)
      if (each !== this.#machine) post.send(this.#machine, each, () => peers.get(each)!.renew(grown.id))
    this.#means.sendOut(grown)
  }
}
