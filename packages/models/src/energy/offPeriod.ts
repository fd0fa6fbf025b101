/*
 * Does it pay to switch a machine off?
 *
 * Notation     P_i, P_0 power when idle and off; t_s, P_s shut-down; t_b, P_b boot; T the time in which nobody needs it.
 *
 * Model        on:  E = P_i T
 *              off: E = P_s t_s + P_0 (T - t_s - t_b) + P_b t_b, for T >= t_s + t_b
 *              They are equal at T* = (P_s t_s + P_b t_b - P_0 (t_s + t_b)) / (P_i - P_0).
 *
 * Source       the definition; boot and shut-down with times and powers of their own as in SimGrid's example.
 */
import { InputError, nonNegative, type Seconds, type Watts } from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"
import { checked } from "../either.ts"
import type { Joules } from "./units.ts"

/** What it costs to switch a machine off and on again. Made by {@link switchingCost}. */
export interface SwitchingCost {
  readonly idle: Watts
  readonly off: Watts
  readonly bootSeconds: Seconds
  readonly bootPower: Watts
  readonly shutdownSeconds: Seconds
  readonly shutdownPower: Watts
}

/** Checks what switching costs; boot and shut-down draw as much as idling where nothing is said. Left: InputError. */
export function switchingCost({
  idle,
  off = 0,
  bootSeconds = 0,
  bootPower = idle,
  shutdownSeconds = 0,
  shutdownPower = idle,
}: Partial<SwitchingCost> & Pick<SwitchingCost, "idle">): Either<InputError, SwitchingCost> {
  const where = "switching cost"
  return checked(() => {
    nonNegative(where, "off", off, "watts")
    if (off > nonNegative(where, "idle", idle, "watts"))
      throw new InputError(where, "off", off, `no more than idle, ${idle} W`)
    nonNegative(where, "bootSeconds", bootSeconds, "seconds")
    nonNegative(where, "bootPower", bootPower, "watts")
    nonNegative(where, "shutdownSeconds", shutdownSeconds, "seconds")
    nonNegative(where, "shutdownPower", shutdownPower, "watts")
    return { idle, off, bootSeconds, bootPower, shutdownSeconds, shutdownPower }
  })
}

/**
 * What a machine draws that is off for as long as `seconds` allow: shut down at once, and booted so that it is there again
 * at the end. Infinity where that does not fit.
 */
export function offPeriodEnergy(cost: SwitchingCost, seconds: Seconds): Joules {
  const { off, bootSeconds, bootPower, shutdownSeconds, shutdownPower } = cost
  const offSeconds = seconds - bootSeconds - shutdownSeconds
  if (offSeconds < 0) return Number.POSITIVE_INFINITY
  return shutdownPower * shutdownSeconds + off * offSeconds + bootPower * bootSeconds
}

/** The shortest time for which switching off draws no more than staying on; Infinity where it never pays. */
export function breakEven(cost: SwitchingCost): Seconds {
  const { idle, off, bootSeconds, bootPower, shutdownSeconds, shutdownPower } = cost
  const switching = bootSeconds + shutdownSeconds
  const extra = (bootPower - off) * bootSeconds + (shutdownPower - off) * shutdownSeconds
  if (extra <= 0) return switching
  return Math.max(switching, extra / (idle - off))
}
