/*
 * Vivaldi: coordinates of nodes whose distances are the times that messages take.
 *
 * Problem     which nodes are near, for every node, when each has measured a few others only.
 * Notation    x_i    coordinate of node i, in a plane, in seconds
 *             e_i    what i thinks its relative error is; 1 at the beginning
 *             rtt    the measured time to j and back
 *             c_c, c_e   constants: how far a node moves, how fast its error is averaged
 * Equations   d  = |x_i - x_j|
 *             w  = e_i / (e_i + e_j)              who is surer moves less
 *             e  = |rtt - d| / rtt                relative error of this measurement
 *             e_i <- e c_e w + e_i (1 - c_e w)
 *             x_i <- x_i + c_c w (rtt - d) u(x_i - x_j)
 *             u is the unit vector; in a direction drawn at random where the two coordinates are one.
 *
 * Source      Dabek, Cox, Kaashoek, Morris, "Vivaldi: A Decentralized Network Coordinate System", SIGCOMM 2004.
 * Left out    the height above the plane, which the paper gives nodes behind slow links; more dimensions than two.
 */
import { positive, type RandomStream, type Seconds } from "@placelab/core"

/** Where a node thinks that it is. Never changed: a measurement makes the next one. */
export interface Coordinate {
  readonly x: Seconds
  readonly y: Seconds
  /** What it thinks its relative error is. */
  readonly error: number
}

export interface VivaldiConstants {
  /** c_c: the part of the way that a node goes at most. */
  readonly step: number
  /** c_e: the weight of a measurement in the error. */
  readonly errorStep: number
}

/** A node that has measured nothing. */
export const unknownPlace: Coordinate = { x: 0, y: 0, error: 1 }

/** How long a message takes there and back, as coordinates say. */
export function coordinateDistance(a: Coordinate, b: Coordinate): Seconds {
  const dx = a.x - b.x
  const dy = a.y - b.y
  return Math.sqrt(dx * dx + dy * dy)
}

/**
 * The coordinate of `own` after it has measured `rtt` to a node at `other`. `direction` gives a unit vector, and is called where both
 * coordinates are one. Errors: InputError for an rtt that is not above 0.
 */
export function vivaldiUpdate(
  own: Coordinate,
  other: Coordinate,
  rtt: Seconds,
  { step, errorStep }: VivaldiConstants,
  direction: () => readonly [number, number],
): Coordinate {
  positive("vivaldi", "rtt", rtt, "seconds")
  const distance = coordinateDistance(own, other)
  const doubt = own.error + other.error
  const weight = doubt === 0 ? 0.5 : own.error / doubt
  const error = Math.abs(rtt - distance) / rtt
  const way = step * weight * (rtt - distance)
  const [ux, uy] = distance === 0 ? direction() : [(own.x - other.x) / distance, (own.y - other.y) / distance]
  return {
    x: own.x + way * ux,
    y: own.y + way * uy,
    error: error * errorStep * weight + own.error * (1 - errorStep * weight),
  }
}

/** A unit vector in any direction: a point of the unit disc, brought to its rim. */
export function randomDirection(random: RandomStream): readonly [number, number] {
  for (;;) {
    const x = random.uniform(-1, 1)
    const y = random.uniform(-1, 1)
    const length = Math.sqrt(x * x + y * y)
    if (length > 0 && length <= 1) return [x / length, y / length]
  }
}
