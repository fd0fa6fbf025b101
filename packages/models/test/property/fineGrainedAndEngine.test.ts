import { mebibytes, RandomStream } from "@placelab/core"
import { describe, expect, test } from "vitest"
import {
  type FineGrain,
  fineGrain,
  type JointMigrations,
  jointMigrations,
  orThrow,
  playFineGrained,
  playJointMigrations,
} from "../../src/index.ts"

const seeds = Array.from({ length: 12 }, (_, seed) => seed)

/**
 * Up to four migrations among five hosts, some after others. Hosts have cores for all VMs, or two cores for VMs that all want a whole
 * one: between, bursts that meet make the fine-grained model differ however fine it is.
 */
function draw(seed: number): JointMigrations {
  const random = new RandomStream(seed, "joint migrations")
  const isShort = random.below(2) === 0
  const hosts = ["a", "b", "c", "d", "e"].map((name) => ({ name, cores: isShort ? 2 : 8 }))
  const link = random.uniform(3e7, 1e8)
  const vms = Array.from({ length: 15 }, (_, i) => ({
    name: `vm-${i}`,
    host: hosts[i % 5]!.name,
    memory: mebibytes(32) * random.uniform(0.5, 1),
    load: isShort ? 1 : random.uniform(),
    updateSpeed: random.uniform(0, 0.8) * link,
  }))
  const moves = vms.slice(0, 1 + random.below(4)).map(({ name, host }, i) => ({
    vm: name,
    to: hosts.filter((each) => each.name !== host)[random.below(4)]!.name,
    after: i > 0 && random.below(4) === 0 ? [random.below(i)] : [],
  }))
  const limits = { roundLimit: 1 + random.below(12) }
  const network = { link, backbone: 2 * link, limit: random.uniform(0.7, 1.5) * link }
  return orThrow(jointMigrations({ hosts, vms, moves, network, limits }))
}

/** A grain so many times as coarse as the finest one here; without what a fluid model has not. */
function fluid(times: number): FineGrain {
  const sizes = { page: 256 * times, chunk: 2048 * times, slice: 2.5e-4 * times, period: 2.5e-3 * times }
  return orThrow(fineGrain({ ...sizes, window: 64, payload: 1, writes: "sweep", noise: 0 }))
}

const apart = (joint: JointMigrations, grain: FineGrain) => {
  const [engine, fine] = [playJointMigrations(joint), playFineGrained(joint, grain)]
  return Math.max(...engine.moves.map(({ seconds }, i) => Math.abs(fine.moves[i]!.seconds / seconds - 1)))
}

describe("the fine-grained model without what a fluid model has not", () => {
  // What is left can be just within the down time limit for one of them, and take one more round for the other.
  test.each(seeds)(
    "agrees with the engine within 1 % and the down time limit for each migration, seed %i",
    (seed) => {
      const joint = draw(seed)
      const [engine, fine] = [playJointMigrations(joint), playFineGrained(joint, fluid(1))]
      for (const [i, { seconds }] of engine.moves.entries())
        expect(Math.abs(fine.moves[i]!.seconds - seconds)).toBeLessThan(
          0.01 * seconds + joint.limits.downtimeLimit,
        )
    },
  )

  test("comes closer to the engine as pages, chunks and slices get smaller", () => {
    const [coarse, middle, fine] = [16, 4, 1].map((times) =>
      seeds.reduce((sum, seed) => sum + apart(draw(seed), fluid(times)) / seeds.length, 0),
    )
    expect(middle).toBeLessThan(coarse! / 2)
    expect(fine).toBeLessThan(middle! / 2)
  })
})

test.each(seeds)("random writes never make it send more than sweeping ones do, seed %i", (seed) => {
  const joint = draw(seed)
  const bytes = (writes: FineGrain["writes"]) =>
    playFineGrained({ ...joint, moves: joint.moves.slice(0, 1) }, { ...fluid(1), writes }).moves[0]!.bytes
  expect(bytes("random")).toBeLessThanOrEqual(1.01 * bytes("sweep"))
})
