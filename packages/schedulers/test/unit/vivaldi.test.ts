import { RandomStream } from "@placelab/core"
import { describe, expect, it } from "vitest"
import {
  type Coordinate,
  coordinateDistance,
  randomDirection,
  unknownPlace,
  vivaldiUpdate,
} from "../../src/distributed/locality/vivaldi.ts"

const east = () => [1, 0] as const
const paper = { step: 0.25, errorStep: 0.25 }
const at = (x: number, y: number, error: number): Coordinate => ({ x, y, error })

describe("one measurement", () => {
  it("pulls a node towards one that is nearer than its coordinate says, as the equations do by hand", () => {
    // Distance 5, rtt 4: e = 0.25, w = 1/3; error 0.2 + (0.25 - 0.2)/12; move 0.25/3 (4 - 5) along (-3, -4)/5.
    const moved = vivaldiUpdate(at(0, 0, 0.2), at(3, 4, 0.4), 4, paper, east)
    expect(moved.error).toBeCloseTo(0.2 + 0.05 / 12, 14)
    expect(moved.x).toBeCloseTo(0.05, 14)
    expect(moved.y).toBeCloseTo(1 / 15, 14)
  })

  it("pushes it away from one that is farther", () => {
    // Distance 1, rtt 3: e = 2/3, w = 0.5; error 1 + (2/3 - 1)/8; move 0.5 x 0.5 x 2 away from it.
    const moved = vivaldiUpdate(at(1, 0, 1), at(0, 0, 1), 3, { step: 0.5, errorStep: 0.25 }, east)
    expect(moved.error).toBeCloseTo(1 - 1 / 24, 14)
    expect([moved.x, moved.y]).toEqual([1.5, 0])
  })

  it("moves a node that is sure of itself less than one that is not", () => {
    const shift = (own: number) =>
      coordinateDistance(at(0, 0, own), vivaldiUpdate(at(0, 0, own), at(1, 0, 0.5), 2, paper, east))
    expect(shift(0.1)).toBeCloseTo(0.25 / 6, 14)
    expect(shift(1)).toBeCloseTo(0.25 / 1.5, 14)
  })

  it("parts two nodes of one coordinate in the direction that is given", () => {
    const north = vivaldiUpdate(unknownPlace, unknownPlace, 0.02, paper, () => [0, 1])
    expect(north.x).toBeCloseTo(0, 14)
    expect(north.y).toBeCloseTo(0.25 * 0.5 * 0.02, 14)
    expect(north.error).toBe(1)
  })

  it("leaves a node alone that is where it should be, and surer of itself", () => {
    expect(vivaldiUpdate(at(0, 0, 0.5), at(0, 2, 0.5), 2, paper, east)).toEqual(at(0, 0, 0.4375))
  })

  it("of two nodes without any doubt counts for both alike", () => {
    expect(vivaldiUpdate(at(0, 0, 0), at(4, 0, 0), 2, paper, east)).toEqual(at(0.25, 0, 0.125))
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("of %d s is refused", (rtt) => {
    expect(() => vivaldiUpdate(unknownPlace, unknownPlace, rtt, paper, east)).toThrow(
      `vivaldi: rtt is ${rtt}; expected a number above 0, in seconds`,
    )
  })
})

/** Points in a square of 0.1 s; every node measures eight random others a round. Gives the median error after each round. */
function medianErrors(seed: number, rounds: number, { size = 40, step = 0.25 } = {}) {
  const random = new RandomStream(seed, "points")
  const points = Array.from({ length: size }, () => [random.uniform(0, 0.1), random.uniform(0, 0.1)] as const)
  const rtt = (i: number, j: number) =>
    Math.hypot(points[i]![0] - points[j]![0], points[i]![1] - points[j]![1])
  const nodes: Coordinate[] = points.map(() => unknownPlace)
  const errors = () => {
    const all: number[] = []
    for (let i = 0; i < size; i++)
      for (let j = 0; j < i; j++)
        all.push(Math.abs(coordinateDistance(nodes[i]!, nodes[j]!) - rtt(i, j)) / rtt(i, j))
    return all.sort((a, b) => a - b)[all.length >> 1]!
  }
  return Array.from({ length: rounds }, () => {
    for (let i = 0; i < size; i++)
      for (let n = 0; n < 8; n++) {
        const j = (i + 1 + random.below(size - 1)) % size
        const constants = { step, errorStep: 0.25 }
        nodes[i] = vivaldiUpdate(nodes[i]!, nodes[j]!, rtt(i, j), constants, () => randomDirection(random))
      }
    return errors()
  })
}

it.each([1, 2, 3, 4, 5])("points of a plane are found again from their distances alone (seed %i)", (seed) => {
  const errors = medianErrors(seed, 60)
  expect(errors[0]).toBeGreaterThan(0.2)
  expect(errors.at(-1)).toBeLessThan(0.01)
})

it("a larger step brings nodes near their places sooner", () => {
  const rounds = (step: number) => medianErrors(6, 200, { step }).findIndex((error) => error < 0.1)
  expect(rounds(0.1)).toBeGreaterThan(rounds(0.25))
  expect(rounds(0.25)).toBeGreaterThanOrEqual(0)
})

it("directions are of length 1, and all alike", () => {
  const random = new RandomStream(1, "directions")
  const quadrants = [0, 0, 0, 0]
  for (let i = 0; i < 4000; i++) {
    const [x, y] = randomDirection(random)
    expect(Math.sqrt(x * x + y * y)).toBeCloseTo(1, 14)
    quadrants[(x > 0 ? 1 : 0) + (y > 0 ? 2 : 0)]!++
  }
  for (const count of quadrants) expect(Math.abs(count - 1000)).toBeLessThan(120)
})
