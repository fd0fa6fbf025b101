/*
 * Auto-converge: a VM that makes its memory dirty too fast for a migration to converge gets less CPU, step by step.
 *
 * Rule         a round is high when it made more memory dirty than `trigger` times what it sent. Each time that `rounds`
 *              rounds were high, in a row or not, the VM is throttled: by `initial` first, by `increment` more each time
 *              after that, up to `max`.
 *
 * Source       QEMU, migration/ram.c (migration_trigger_throttle, mig_throttle_guest_down) and migration/options.c, whose
 *              defaults are ours: 20 %, 10 % and 99 %, a trigger of 50 %, two rounds.
 * Differs      every round counts; QEMU looks once a second at most. Its throttle puts virtual CPUs to sleep in slices of
 *              10 ms; ours is a share, at every moment.
 */
import { InputError, positiveInteger, type Seconds } from "@placelab/core"
import type { LiveRound } from "./liveRound.ts"
import type { Throttle } from "./result.ts"

/** When and by how much a migration throttles its VM; shares of what the VM would get. */
export interface AutoConverge {
  /** The first throttle. Default 0.2. */
  readonly initial: number
  /** What each further one adds. Default 0.1. */
  readonly increment: number
  /** The last one. Default 0.99. */
  readonly max: number
  /** A round that makes more dirty than this part of what it sends is high. Default 0.5. */
  readonly trigger: number
  /** So many high rounds bring a throttle. Default 2. */
  readonly rounds: number
}

/** QEMU's defaults. */
export const qemuAutoConverge: AutoConverge = {
  initial: 0.2,
  increment: 0.1,
  max: 0.99,
  trigger: 0.5,
  rounds: 2,
}

/** Fills in {@link qemuAutoConverge}; undefined: off. Throws InputError; `where` names the migration. */
export function autoConvergeRule(
  where: string,
  given: boolean | Partial<AutoConverge>,
): AutoConverge | undefined {
  if (given === false) return undefined
  const rule = { ...qemuAutoConverge, ...(given === true ? {} : given) }
  for (const what of ["initial", "increment", "max"] as const)
    requireShare(where, `autoConverge.${what}`, rule[what])
  if (!(rule.trigger >= 0))
    throw new InputError(where, "autoConverge.trigger", rule.trigger, "a number of at least 0")
  positiveInteger(where, "autoConverge.rounds", rule.rounds)
  return rule
}

/** Errors: InputError for what is not a share of a VM's CPU that can be taken away. */
export function requireShare(where: string, what: string, share: number): number {
  if (share >= 0 && share < 1) return share
  throw new InputError(where, what, share, "a share of at least 0 and below 1")
}

/** Applies the rule to the rounds of one migration. */
export class Throttling {
  /** In order. */
  readonly throttles: Throttle[] = []
  readonly #rule: AutoConverge | undefined
  #high = 0

  constructor(rule: AutoConverge | undefined) {
    this.#rule = rule
  }

  /** The share that is taken away now. */
  get share(): number {
    return this.throttles.at(-1)?.share ?? 0
  }

  /** After a round that does not end the migration: the share to take away from now on, where it changes. */
  after({ sent, dirty }: LiveRound, elapsed: Seconds): number | undefined {
    const rule = this.#rule
    if (rule === undefined || dirty.memory <= rule.trigger * sent.memory) return undefined
    if (++this.#high < rule.rounds) return undefined
    this.#high = 0
    const wanted = this.throttles.length === 0 ? rule.initial : this.share + rule.increment
    const share = Math.min(wanted, rule.max)
    if (share === this.share) return undefined
    this.throttles.push({ since: elapsed, share })
    return share
  }
}
