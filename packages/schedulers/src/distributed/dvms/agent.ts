import type { Seconds, SwitchListener } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import { TickedWatch } from "../../cluster/tickedWatch.ts"
import type { DvmsContext, Peer, TravellingProcedure } from "./context.ts"
import type { Ask } from "./grants.ts"
import { Leadership } from "./leadership.ts"
import { Membership } from "./membership.ts"
import type { Trip } from "./overlay.ts"
import { blockedOf, joinedBy, type Partition, startedBy } from "./partition.ts"
import { Procedure, type ProcedureEnd } from "./procedure.ts"
import { SilentNodes } from "./silentNodes.ts"

/** The agent of one node; see `dvms` for what it does, and why. */
export class Agent implements Peer, SwitchListener {
  readonly machine: PhysicalMachine
  readonly #context: DvmsContext
  readonly #membership: Membership
  readonly #procedure: Procedure
  #watch: TickedWatch | undefined
  readonly #leadership: Leadership
  /** How often it has crashed: what it began in an earlier life is nobody's. */
  #life = 0
  /** Grants of its last life may be counted on until then. */
  #freshUntil: Seconds = 0
  readonly #silent = new SilentNodes()
  #hasDetected = false

  /** It begins to look after itself `phase` seconds from now. */
  constructor(context: DvmsContext, machine: PhysicalMachine, phase: Seconds) {
    const { cluster, options, procedures } = context
    const { engine } = cluster
    this.#context = context
    this.machine = machine
    this.#procedure = new Procedure(cluster, machine, procedures, options)
    this.#membership = new Membership(cluster, machine, options, engine.now + phase, (partition) =>
      this.#dissolveAll([partition], "timed out"),
    )
    this.#leadership = new Leadership(context, machine, this.#membership, {
      ask: this.#ask,
      sendOut: (partition) => this.#sendOut(partition),
      dissolve: (partitions, end, alsoId) => this.#dissolveAll(partitions, end, alsoId),
    })
    machine.host.onSwitch(this)
    engine.after(phase, () => {
      const isOver = () => cluster.overloads.isOverloaded(machine)
      this.#watch = new TickedWatch(cluster, options.monitoringPeriod, isOver, () => this.#noticed())
    })
  }

  /** The partition that it is in. */
  get partition(): Partition | undefined {
    return this.#membership.partition
  }

  /** Whether it decides, or applies a plan, for its partition. */
  get isWorking(): boolean {
    return this.#leadership.isWorking
  }

  /** Called when its machine becomes overloaded, or is so no more. */
  overloadChanged(isOverloaded: boolean): void {
    if (isOverloaded) this.#watch?.wake()
    else this.#procedure.forget()
  }

  receive(procedure: TravellingProcedure): void {
    const { partition, hops, expires } = procedure
    const mine = this.partition
    if (this.#context.cluster.engine.now > expires) return
    if (partition.initiator === this.machine) this.#isBack(partition, hops)
    else if (mine === undefined && this.#isFree) this.#join(partition, hops)
    else if (mine !== undefined && this.#meets(mine, partition))
      this.#leadership.merge(mine, partition, hops, () => this.#pass(procedure))
    else this.#pass(procedure)
  }

  holds({ id, version }: Partition): boolean {
    return this.partition?.id === id && this.partition.version === version
  }

  adopt(next: Partition, base: Partition): boolean {
    const mine = this.partition
    if (mine === undefined || mine.id !== base.id || this.isWorking) return false
    const isInitiator = base.initiator === this.machine
    if (isInitiator ? mine.version !== base.version : mine.version > base.version) return false
    this.#membership.enter(next)
    return true
  }

  renew(id: number): boolean {
    if (this.partition?.id !== id) return false
    this.#membership.renew()
    return true
  }

  dissolve(ids: readonly number[], end: ProcedureEnd): void {
    const mine = this.partition
    if (mine === undefined || !ids.includes(mine.id)) return
    this.#leadership.stop()
    this.#membership.leave()
    const isGuest = mine.initiator !== this.machine && (end === "solved" || end === "nothing to do")
    this.#procedure.end(isGuest ? "merged" : end, mine)
  }

  /** Called by its host. */
  switched(isOn: boolean): void {
    const { cluster, options } = this.#context
    if (isOn) {
      this.#freshUntil = cluster.engine.now + options.memberTimeout
      return
    }
    this.#life++
    this.#leadership.forget()
    this.#silent.forget()
    if (this.partition !== undefined) this.dissolve([this.partition.id], "crashed")
    this.#procedure.forget()
  }

  /** Whether it may be in a partition that it is not in yet: nothing moves here, and no leader can count on an earlier life. */
  get #isFree(): boolean {
    const { cluster } = this.#context
    const isFresh = cluster.engine.now < this.#freshUntil
    return this.partition === undefined && !isFresh && !cluster.plans.touches(this.machine)
  }

  #noticed(): void {
    const { cluster, options, newId } = this.#context
    // VMPlaceS tells it once a run.
    if (cluster.rules === "corrected" || !this.#hasDetected) cluster.overloads.detect(this.machine, "DVMS")
    this.#hasDetected = true
    if (cluster.isEnding || !this.#isFree || this.#procedure.pauses) return
    const id = newId()
    const partition = startedBy(this.machine, id, options.minimumPartitionSize)
    this.#procedure.begin(id)
    this.#membership.enter(partition)
    this.#sendOut(partition)
  }

  #join(partition: Partition, hops: number): void {
    const next = joinedBy(partition, this.machine, hops)
    this.#membership.enter(next)
    this.#leadership.lead(next, [partition])
  }

  /** Its own procedure has been all around. A copy of what has changed meanwhile, or is about to merge, is nothing to it. */
  #isBack(partition: Partition, hops: number): void {
    if (!this.holds(partition) || this.#leadership.isAsking) return
    if (partition.state === "blocked") this.#dissolveAll([partition], "dissolved")
    else
      this.#leadership.lead(blockedOf(partition, this.#context.options.minimumPartitionSize, hops), [
        partition,
      ])
  }

  /** Whether two partitions merge. */
  #meets(mine: Partition, other: Partition): boolean {
    return (
      mine.state === "blocked" &&
      other.state === "blocked" &&
      mine.id !== other.id &&
      !this.#leadership.isAsking
    )
  }

  #sendOut(partition: Partition): void {
    const { cluster, options } = this.#context
    this.#pass({ partition, hops: partition.hops, expires: cluster.engine.now + options.memberTimeout })
  }

  /** To the first node that is out of its own partition, or out of the one that comes by. */
  #pass(procedure: TravellingProcedure): void {
    const { cluster, options, overlay, peers } = this.#context
    const { partition, hops, expires } = procedure
    const mine = this.partition
    if (cluster.engine.now > expires) return
    const inside = this.#silent.with((mine ?? partition).members, cluster.engine.now)
    const isLeader = partition.leader === this.machine && this.holds(partition)
    const trip = overlay.usesTrip ? this.#tripOf(procedure, inside) : undefined
    const first = overlay.firstOut(this.machine, inside, partition.initiator, trip)
    if (first === undefined && isLeader) {
      this.#dissolveAll([partition], "no node left")
      return
    }
    const to = first ?? partition.initiator
    const isHeard = (heard: boolean) => {
      if (heard) return
      this.#silent.add(to, cluster.engine.now + options.avoidance)
      if (to !== partition.initiator) this.#pass(procedure)
    }
    const next: TravellingProcedure = {
      partition,
      hops: hops + 1,
      expires,
      ...(trip && { reserved: trip.reserved }),
    }
    const take = (peer: Peer) => {
      peer.receive(next)
      return true
    }
    this.#ask([peers.get(to)!], options.answerTimeout, take, isHeard)
  }

  #tripOf({ partition, hops, reserved }: TravellingProcedure, inside: Trip["reserved"]): Trip {
    const known = new Set(reserved ?? partition.members)
    for (const each of inside) known.add(each)
    return { hops: hops - partition.hops, reserved: known.add(this.machine) }
  }

  /** Tells all members of these that they are over, as is `alsoId`; and is free itself, if it is in one of them. */
  #dissolveAll(partitions: readonly Partition[], end: ProcedureEnd, alsoId?: number): void {
    const { post, peers } = this.#context
    const ids = partitions.map(({ id }) => id)
    if (alsoId !== undefined) ids.push(alsoId)
    const members = new Set(partitions.flatMap((partition) => [...partition.members]))
    for (const each of members)
      if (each !== this.machine) post.send(this.machine, each, () => peers.get(each)!.dissolve(ids, end))
    this.dissolve(ids, end)
  }

  /** As long as it lives: answers to an earlier life are nobody's. */
  readonly #ask: Ask = (peers, seconds, question, then) => {
    const life = this.#life
    this.#context.post.ask<Peer>(this, peers, seconds, question, (isGranted) => {
      if (this.#life === life) then(isGranted)
    })
  }
}
