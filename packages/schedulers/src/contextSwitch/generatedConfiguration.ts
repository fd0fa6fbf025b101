/*
 * Random clusters of vjobs in the middle of a run, to compare plans on.
 *
 * Each vjob has 9 or 18 VMs of one size, 512, 1024 or 2048 MiB, and runs, sleeps or waits. VMs that run were put on random nodes with
 * room for them; since then each asks for a core, with a stated probability, or for nothing, so some nodes are overloaded. Memory of
 * those that sleep lies on random nodes. All vjobs shall run, in their order, that have room for first-fit decreasing beside
 * those before them; all others shall not.
 *
 * Source     Hermenier, Lebre, Menaud (2010) compare on generated configurations of 200 nodes. How they were generated is not known to
 *            us: nodes of 2 cores and 3.5 GiB are those of their experiment, the rest is ours.
 */
import { InputError, mebibytes, positiveInteger, RandomStream } from "@placelab/core"
import { orThrow } from "@placelab/models"
import { type EntropyInput, type EntropyVm, entropyProblem } from "../centralized/entropy/entropyProblem.ts"
import { FirstFit } from "../centralized/firstFit.ts"
import { placedAnew } from "./heuristicTargets.ts"

/** What {@link generatedConfiguration} is to make. */
export interface GeneratedSpec {
  readonly seed: number
  /** Default 200. */
  readonly nodes?: number
  /** Default: a quarter of the nodes. */
  readonly vjobs?: number
  /** The part of the VMs that asks for a core. Default 0.5. */
  readonly busy?: number
}

const node = { cpu: 2, memory: mebibytes(3584) }
const sizes = [512, 1024, 2048] as const

/** A random cluster with the state that each VM is in and shall reach. Deterministic. Errors: InputError. */
export function generatedConfiguration({
  seed,
  nodes = 200,
  vjobs = Math.ceil(nodes / 4),
  busy = 0.5,
}: GeneratedSpec): EntropyInput {
  positiveInteger("generated configuration", "nodes", nodes)
  positiveInteger("generated configuration", "vjobs", vjobs)
  if (!(busy >= 0 && busy <= 1))
    throw new InputError("generated configuration", "busy", busy, "a number from 0 to 1")
  const random = new RandomStream(seed, "generated configuration")
  const hosts = Array.from({ length: nodes }, (_, i) => ({ name: `node ${i}`, ...node }))
  const shuffled = random.shuffled(hosts.map(({ name }) => name))
  const full = () => Float64Array.from(hosts, () => node.memory)
  const room = new FirstFit(full().fill(node.cpu), full())
  const drawn = Array.from({ length: vjobs }, (_, j): EntropyVm[] => {
    const count = 9 * (1 + random.below(2))
    const memory = mebibytes(sizes[random.below(sizes.length)]!)
    const draw = random.below(4)
    const vms = Array.from({ length: count }, (_, i) => ({
      ...{ name: `${j}/${i}`, memory },
      cpu: random.uniform() < busy ? 1 : 0,
      before: random.uniform() < busy ? 1 : 0,
    }))
    if (draw === 3)
      return vms.map(({ before: _, ...vm }): EntropyVm => ({ ...vm, state: "waiting", target: "ready" }))
    const places = draw === 2 ? undefined : vms.map((vm) => book(room, vm.before, vm.memory))
    return vms.map(({ before: _, ...vm }, i): EntropyVm => {
      const at = places?.[i] ?? -1
      if (places === undefined || places.includes(-1))
        return { ...vm, host: shuffled[random.below(nodes)]!, state: "sleeping", target: "ready" }
      return { ...vm, host: shuffled[at]!, state: "running", target: "sleeping" }
    })
  })
  let chosen = drawn
  for (let j = 0; j < drawn.length; j++) {
    const tried = chosen.map((vms, i) =>
      i === j ? vms.map((vm) => ({ ...vm, target: "running" as const })) : vms,
    )
    if (placedAnew(orThrow(entropyProblem({ hosts, vms: tried.flat() }))) !== undefined) chosen = tried
  }
  return { hosts, vms: chosen.flat() }
}

function book(room: FirstFit, cpu: number, memory: number): number {
  const at = room.first(cpu, memory)
  if (at >= 0) room.change(at, -cpu, -memory)
  return at
}
