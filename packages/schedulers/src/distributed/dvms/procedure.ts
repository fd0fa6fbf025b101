import type { Seconds, Track } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import type { Cluster, Rules } from "../../cluster/cluster.ts"
import type { Reconfiguration } from "../../cluster/reconfigure.ts"
import type { Partition } from "./partition.ts"

/**
 * How an iterative scheduling procedure (ISP) ends, as its initiator hears it:
 * - `solved`: a plan was applied, and nobody in the partition is overloaded by it;
 * - `nothing to do`: the overload was over before the planner was asked;
 * - `dissolved`: blocked, and around again without another blocked partition; a node that it needs is with others; or the run ends;
 * - `merged`: solved, or nothing to do, in the procedure of another initiator, with which its own one has merged;
 * - `no node left`: all nodes that its leader knows are in, or silent, and there is no plan;
 * - `timed out`: its leader was lost, or a member while it decided; or it was on its way for too long;
 * - `crashed`: the initiator itself.
 */
export type ProcedureEnd =
  | "solved"
  | "nothing to do"
  | "dissolved"
  | "merged"
  | "no node left"
  | "timed out"
  | "crashed"

/** The end that a decision is; undefined when it is none. To VMPlaceS any plan is a solution, and nothing to do is none. */
export function endBy({ decision, outcome }: Reconfiguration, rules: Rules): ProcedureEnd | undefined {
  const isVmplaces = rules === "vmplaces"
  const { verdict } = decision
  if (verdict === "nothing to do" && !isVmplaces) return "nothing to do"
  const isSolution = verdict === "plan" || (verdict === "partial plan" && isVmplaces)
  return isSolution && outcome?.failed === 0 ? "solved" : undefined
}

/** What all procedures have come to. */
export class ProcedureCounts {
  begun = 0
  readonly ends: Record<ProcedureEnd, number> = {
    solved: 0,
    "nothing to do": 0,
    dissolved: 0,
    merged: 0,
    "no node left": 0,
    "timed out": 0,
    crashed: 0,
  }

  /** Those under way. */
  get open(): number {
    return this.begun - Object.values(this.ends).reduce((sum, each) => sum + each, 0)
  }
}

/**
 * The procedures of one initiator, one at a time, in the trace as the track (node, "ISP"); and how long it waits for the next one.
 *
 * After the first procedure that came to nothing the next one begins at the next look, as published. Then there is a pause of 1, 3,
 * 7, ... looks, up to the longest, until the overload is over: else nodes of a system that is overloaded as a whole
 * would do nothing but send.
 */
export class Procedure {
  readonly #cluster: Cluster
  readonly #track: Track
  readonly #counts: ProcedureCounts
  readonly #period: Seconds
  readonly #longestPause: Seconds
  #isOpen = false
  #failures = 0
  #notBefore: Seconds = 0

  constructor(
    cluster: Cluster,
    machine: PhysicalMachine,
    counts: ProcedureCounts,
    {
      monitoringPeriod,
      longestPause,
    }: { readonly monitoringPeriod: Seconds; readonly longestPause: Seconds },
  ) {
    this.#cluster = cluster
    this.#track = cluster.trace.track(machine.name, "ISP")
    this.#counts = counts
    this.#period = monitoringPeriod
    this.#longestPause = longestPause
  }

  /** Whether the next one has to wait. */
  get pauses(): boolean {
    return this.#cluster.engine.now < this.#notBefore
  }

  begin(id: number): void {
    this.#isOpen = true
    this.#counts.begun++
    this.#track.set("procedure", { id })
  }

  /** Nothing happens when none is under way. */
  end(end: ProcedureEnd, { members, hops }: Partition): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#counts.ends[end]++
    this.#track.pop({ end, partition: members.size, hops })
    if (end === "solved" || end === "nothing to do" || end === "merged") return
    const pause = this.#period * (2 ** this.#failures - 1)
    this.#failures++
    this.#notBefore = this.#cluster.engine.now + Math.min(pause, this.#longestPause)
  }

  /** No pause: the overload is over. */
  forget(): void {
    this.#failures = 0
    this.#notBefore = 0
  }
}
