/*
 * The static allocation that the cluster-wide context switch is compared with: first come, first served. A vjob books a whole core, and
 * the memory, for each of its VMs, from before its VMs are run until all have been stopped, whatever they ask for. It begins when
 * all its VMs have a place, in the order of submission; nobody passes the first of the queue, and nobody is suspended or moved.
 *
 * Places are found first fit, in the order of the machines.
 *
 * Left out   machines that go off: a vjob that has lost a VM keeps what it has booked, and those behind it may wait for ever.
 *
 * Differs from `scheduleFcfs` in that memory counts, and that runs and stops take time; the order is the same.
 */
import { all, type Seconds, type Steps } from "@placelab/core"
import type { Vjob } from "../batch/vjob/vjob.ts"
import { FirstFit } from "../centralized/firstFit.ts"
import { playAction } from "./playAction.ts"
import type { SwitchSite } from "./switchSite.ts"
import { traceVjob } from "./traceVjob.ts"

/** A vjob that has run, or runs. */
export interface StaticStay {
  readonly vjob: Vjob
  readonly start: Seconds
  /** The numbers of the machines that its VMs have. */
  readonly machines: readonly number[]
}

/** A static allocation at work. */
export interface StaticAllocation {
  /** Puts a vjob into the queue, at this date. */
  submit(vjob: Vjob): void
  /** In the order of their begins. */
  readonly stays: readonly StaticStay[]
}

/** Starts a static allocation; see the head of this file. A vjob for which there never is room waits for ever, and so do those behind it. */
export function staticAllocation(site: SwitchSite): StaticAllocation {
  const { engine, machines, trace } = site
  const room = new FirstFit(
    Float64Array.from(machines, ({ cores }) => cores),
    Float64Array.from(machines, ({ memory }) => memory),
  )
  const queue: Vjob[] = []
  const stays: StaticStay[] = []

  const change = (vjob: Vjob, places: readonly number[], sign: 1 | -1) => {
    for (const [i, at] of places.entries()) {
      const { cores, memory } = vjob.vms[i]!
      room.change(at, sign * cores, sign * memory)
    }
  }
  /** Books places for all VMs; undefined, and nothing booked, where there are not enough. */
  const book = (vjob: Vjob): number[] | undefined => {
    const places: number[] = []
    for (const vm of vjob.vms) {
      const at = room.first(vm.cores, vm.memory)
      if (at < 0) {
        change(vjob, places, 1)
        return undefined
      }
      places.push(at)
      room.change(at, -vm.cores, -vm.memory)
    }
    return places
  }
  const begin = () => {
    for (;;) {
      const vjob = queue[0]
      const places = vjob && book(vjob)
      if (vjob === undefined || places === undefined) return
      queue.shift()
      stays.push({ vjob, start: engine.now, machines: places })
      engine.spawn(`stay of ${vjob.name}`, () => stay(vjob, places))
    }
  }
  function* stay(vjob: Vjob, places: readonly number[]): Steps<void> {
    const inPlan = { cost: 0, pool: 0, after: [] }
    const together = (kind: "run" | "stop") =>
      all(
        vjob.vms.map((vm, i) => {
          const { name } = machines[places[i]!]!
          const where = kind === "run" ? { kind, to: name } : { kind, from: name }
          return engine.spawn(`${kind} ${vm.name}`, () =>
            playAction(site, { ...inPlan, vm: vm.name, ...where }, vm),
          )
        }),
      )
    yield* together("run")
    yield* vjob.untilDone()
    yield* together("stop")
    change(vjob, places, 1)
    begin()
  }
  return {
    submit(vjob) {
      traceVjob(trace, vjob)
      queue.push(vjob)
      begin()
    },
    stays,
  }
}
