/*
 * A queue of batch jobs, played date by date: what FCFS, EASY and EASY with preemption have in common.
 *
 * Notation     N nodes; the head is the first of the queue. Jobs that nobody may suspend have nodes until their expected end,
 *              start + walltime; jobs that run in a hole are guests of the head. The reservation of the head is the first date
 *              at which, by the expected ends, the nodes without guests are enough for it; the extra nodes are those that it
 *              leaves over then.
 *
 * At a date    ends, then submissions; then
 *              1. while the head finds its nodes free, it starts; a head that is a guest keeps its nodes.
 *              2. backfilling: in the order of the queue, a job starts on free nodes if it should end by the reservation, or if
 *                 the extra nodes are enough for it. A guest of which this is true is a guest no more.
 *              3. preemption: in the order of the queue, others start as guests on what is free still, if they would compute
 *                 before they have to leave.
 *              Guests that are in the way of the head leave in time for its reservation, the last of the queue first.
 *
 * Invariants   the reservation of a head never moves to a later date. What leaves is an occupant with a known end.
 *
 * Cost         O(queue + running) at each of the O(jobs) dates, and O(N) for each start.
 */
import type { Seconds } from "@placelab/core"
import { type BatchWorkload, computingTime, queueOrder } from "./batchJobs.ts"
import { type BatchSchedule, type JobSegment, type StartPromise, scheduled } from "./batchSchedule.ts"
import { DateQueue } from "./dateQueue.ts"
import { NodePool } from "./nodePool.ts"
import { Occupancy } from "./occupancy.ts"
import { isGuest, type Place, type Stay, segmentOf } from "./queuePlace.ts"

/** What suspending costs a job. */
export interface SuspensionCosts {
  /** Its nodes are held for so long while its memory is written. */
  readonly suspending: Seconds
  /** Its nodes are held for so long before it goes on. */
  readonly resuming: Seconds
}

/** What a queue does besides starting its first job. */
export interface QueuePolicy {
  readonly backfills: boolean
  /** Whether guests are let in, and what that costs. Default: none are. */
  readonly preemption?: SuspensionCosts
}

const noCosts: SuspensionCosts = { suspending: 0, resuming: 0 }

/** For this package: plays the jobs. */
export function runQueue(workload: BatchWorkload, policy: QueuePolicy): BatchSchedule {
  return new QueueRun(workload, policy).run()
}

class QueueRun {
  readonly #nodes: number
  readonly #policy: QueuePolicy
  readonly #costs: SuspensionCosts
  readonly #places: Place[]
  readonly #pool: NodePool
  /** All that have nodes and are no guests. */
  readonly #kept: Occupancy
  readonly #ends = new DateQueue<Stay>()
  /** By rank: those that wait, and guests. */
  #queue: Place[] = []
  #guestNodes = 0
  #now: Seconds = 0
  /** When guests have to leave. */
  #leave: Seconds = Number.POSITIVE_INFINITY
  #head: Place | undefined
  #promise: StartPromise | undefined

  constructor({ nodes, jobs }: BatchWorkload, policy: QueuePolicy) {
    this.#nodes = nodes
    this.#policy = policy
    this.#costs = policy.preemption ?? noCosts
    this.#pool = new NodePool(nodes)
    this.#kept = new Occupancy(nodes)
    const ranks = new Int32Array(jobs.length)
    for (const [rank, i] of queueOrder(jobs).entries()) ranks[i] = rank
    this.#places = jobs.map((job, i) => ({ job, rank: ranks[i]!, segments: [], done: 0, stay: undefined }))
  }

  run(): BatchSchedule {
    const coming = this.#places.toSorted((a, b) => b.job.submitted - a.job.submitted || b.rank - a.rank)
    for (;;) {
      const submission = coming.at(-1)?.job.submitted ?? Number.POSITIVE_INFINITY
      this.#now = Math.min(submission, this.#ends.date, this.#leave)
      if (this.#now === Number.POSITIVE_INFINITY) break
      while (this.#ends.date === this.#now) this.#end(this.#ends.shift())
      while (coming.at(-1)?.job.submitted === this.#now) this.#enqueue(coming.pop()!)
      this.#startHeads()
      if (this.#policy.backfills && this.#queue.length > 1) this.#backfill()
      this.#leave = this.#dateToLeave()
    }
    return { nodes: this.#nodes, jobs: this.#places.map(({ job, segments }) => scheduled(job, segments)) }
  }

  #enqueue(place: Place): void {
    let at = this.#queue.length
    while (at > 0 && this.#queue[at - 1]!.rank > place.rank) at--
    this.#queue.splice(at, 0, place)
  }

  #startHeads(): void {
    for (let head = this.#queue[0]; head !== undefined; head = this.#queue[0]) {
      if (isGuest(head)) this.#keep(head.stay!)
      else {
        this.#tellGuestsToLeave(head)
        if (head.stay !== undefined || head.job.nodes > this.#pool.free) break
        this.#start(head, "in turn")
      }
      this.#queue.shift()
      // Who was told a date, and was passed by one of higher priority, is told anew.
      this.#head = undefined
    }
    const head = this.#queue[0]
    if (head !== this.#head) {
      this.#head = head
      this.#promise = head && { at: this.#now, start: this.#reservation(head) }
    }
  }

  #backfill(): void {
    if (this.#pool.free === 0 && this.#guestNodes === 0) return
    const head = this.#queue[0]!
    const reservation = this.#reservation(head)
    let extra = this.#kept.freeAt(reservation) - head.job.nodes
    const left = this.#queue.filter((place) => {
      const { job, stay } = place
      if (place === head || stay?.leavesFrom !== undefined) return true
      if (stay === undefined && job.nodes > this.#pool.free) return true
      const end = stay?.expectedEnd ?? this.#expectedEnd(place)
      if (end > reservation) {
        if (job.nodes > extra) return true
        extra -= job.nodes
      }
      if (stay === undefined) this.#start(place, "backfilled")
      else this.#keep(stay)
      return false
    })
    this.#queue = left
    if (this.#policy.preemption === undefined) return
    for (const place of left) {
      if (place === head || place.stay !== undefined || place.job.nodes > this.#pool.free) continue
      const computesFrom = this.#now + this.#resuming(place)
      if (computesFrom < reservation - this.#costs.suspending) this.#start(place, "in a hole")
    }
  }

  /** When the head can start, as far as is known, without guests. */
  #reservation({ job, stay }: Place): Seconds {
    const date = this.#kept.firstDate(job.nodes, this.#now)
    return stay === undefined ? date : Math.max(date, stay.end)
  }

  /** How many nodes guests have to give back for the head. */
  #missing(head: Place): number {
    if (this.#guestNodes === 0) return 0
    return head.job.nodes + this.#guestNodes - this.#kept.freeAt(this.#reservation(head))
  }

  #dateToLeave(): Seconds {
    const head = this.#queue[0]
    if (head === undefined || this.#missing(head) <= 0) return Number.POSITIVE_INFINITY
    return this.#reservation(head) - this.#costs.suspending
  }

  #tellGuestsToLeave(head: Place): void {
    let missing = this.#missing(head)
    if (missing <= 0) return
    const reservation = this.#reservation(head)
    const due = reservation - this.#costs.suspending
    if (this.#now < due) return
    const end = this.#now === due ? reservation : this.#now + this.#costs.suspending
    for (let i = this.#queue.length - 1; missing > 0; i--) {
      const place = this.#queue[i]!
      if (!isGuest(place)) continue
      missing -= place.job.nodes
      this.#suspend(place.stay!, end)
    }
  }

  #start(place: Place, began: JobSegment["began"]): void {
    const { job, done } = place
    const computesFrom = this.#now + this.#resuming(place)
    const stay: Stay = {
      place,
      nodes: this.#pool.take(job.nodes),
      start: this.#now,
      computesFrom,
      began,
      promise: began === "in turn" && place === this.#head ? this.#promise : undefined,
      leavesFrom: undefined,
      keptFrom: undefined,
      expectedEnd: this.#expectedEnd(place),
      end: computesFrom + (computingTime(job) - done),
      isOver: false,
    }
    place.stay = stay
    this.#ends.add(stay.end, stay)
    this.#guestNodes += job.nodes
    if (began !== "in a hole") this.#keep(stay)
  }

  /** It is no guest any more. */
  #keep(stay: Stay): void {
    this.#guestNodes -= stay.nodes.length
    stay.keptFrom = this.#now
    this.#kept.add(stay)
  }

  #suspend(stay: Stay, end: Seconds): void {
    const { place } = stay
    stay.isOver = true
    this.#guestNodes -= stay.nodes.length
    place.done += Math.max(0, this.#now - stay.computesFrom)
    const leaving: Stay = { ...stay, leavesFrom: this.#now, expectedEnd: end, end, isOver: false }
    place.stay = leaving
    this.#kept.add(leaving)
    if (end === this.#now) this.#end(leaving)
    else this.#ends.add(end, leaving)
  }

  #end(stay: Stay): void {
    if (stay.isOver) return
    stay.isOver = true
    const { place, nodes } = stay
    this.#pool.release(nodes)
    if (stay.keptFrom !== undefined || stay.leavesFrom !== undefined) this.#kept.remove(stay)
    else {
      this.#guestNodes -= nodes.length
      this.#queue.splice(this.#queue.indexOf(place), 1)
    }
    place.stay = undefined
    place.segments.push(segmentOf(stay))
  }

  /** What comes before computing, if it starts now. */
  #resuming({ segments }: Place): Seconds {
    return segments.length > 0 ? this.#costs.resuming : 0
  }

  /** If it starts now. */
  #expectedEnd(place: Place): Seconds {
    return this.#now + this.#resuming(place) + (place.job.walltime - place.done)
  }
}
