import { InputError } from "../inputError.ts"
import type { Seconds } from "../units.ts"
import { datePrecision, lastOfDate } from "./date.ts"
import type { Kernel } from "./kernel.ts"
import type { Due } from "./roles.ts"

/**
 * A quantity over time: at each date its value changes. With a period, the pattern starts again every `period` seconds.
 * Where the last point of one round falls on the first of the next, the latter holds.
 */
export interface Profile {
  readonly points: readonly (readonly [date: Seconds, value: number])[]
  readonly period?: Seconds
}

/** Plays a profile: applies each value at its date. */
export class ProfilePlayer implements Due {
  readonly order: number
  readonly sequence: number
  readonly #kernel: Kernel
  readonly #profile: Profile
  readonly #begin: Seconds
  readonly #apply: (value: number) => void
  #entry = -1
  #round = 0
  #next = 0

  /** Dates count from now; the profile was checked by {@link requireProfile}. */
  constructor(kernel: Kernel, profile: Profile, order: number, apply: (value: number) => void) {
    this.order = order
    this.sequence = kernel.nextSequence()
    this.#kernel = kernel
    this.#profile = profile
    this.#begin = kernel.now
    this.#apply = apply
    this.#play()
  }

  /** Called by the kernel. */
  due(): void {
    this.#kernel.background--
    this.#play()
  }

  /** Applies all that is due by now, and enters the next date. */
  #play(): void {
    const last = lastOfDate(this.#kernel.now)
    let value: number | undefined
    let date = this.#date
    while (date <= last) {
      value = this.#profile.points[this.#next]![1]
      this.#advance()
      date = this.#date
    }
    if (value !== undefined) this.#apply(value)
    const { calendar } = this.#kernel
    if (date === Number.POSITIVE_INFINITY) {
      if (this.#entry >= 0) calendar.cancel(this.#entry)
      return
    }
    this.#kernel.background++
    if (this.#entry < 0) this.#entry = calendar.schedule(date, this)
    else calendar.move(this.#entry, date)
  }

  get #date(): Seconds {
    const point = this.#profile.points[this.#next]
    if (point === undefined) return Number.POSITIVE_INFINITY
    return this.#begin + this.#round * (this.#profile.period ?? 0) + point[0]
  }

  #advance(): void {
    this.#next++
    if (this.#next < this.#profile.points.length || this.#profile.period === undefined) return
    this.#next = 0
    this.#round++
  }
}

/** Refuses what is no profile. Errors: InputError. */
export function requireProfile(where: string, { points, period }: Profile): void {
  let before = 0
  for (const [i, [date, value]] of points.entries()) {
    if (!(date >= before && date < Number.POSITIVE_INFINITY))
      throw new InputError(
        where,
        `points[${i}] date`,
        date,
        `a date from ${before} s on, after the one before`,
      )
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw new InputError(where, `points[${i}] value`, value, "a number of at least 0")
    before = date
  }
  if (
    period !== undefined &&
    !(period >= datePrecision && period >= before && period < Number.POSITIVE_INFINITY)
  )
    throw new InputError(
      where,
      "period",
      period,
      `at least ${datePrecision} s, and at least the last date ${before}`,
    )
}
