import { type Engine, InputError, type Seconds, type Steps } from "@placelab/core"
import type { PhysicalMachine } from "@placelab/models"
import type { JobSet, Starts } from "./jobs.ts"

/**
 * Plays jobs on machines of the engine from now on, slots of `slotSeconds` each: a node is a machine that is switched on for
 * a job, all its cores compute, and it is switched off after it. Machines are off until then; switching takes no time, so
 * that jobs keep to their slots.
 *
 * Errors: InputError for fewer machines than nodes. A process fails where more nodes are in use than there are.
 */
export function playJobs(
  engine: Engine,
  { jobs, nodes }: JobSet,
  starts: Starts,
  machines: readonly PhysicalMachine[],
  slotSeconds: Seconds,
): void {
  if (machines.length < nodes)
    throw new InputError("jobs", "machines", machines.length, `at least the ${nodes} nodes of the job set`)
  const free = [...machines]
  for (const { host } of free) host.turnOff()
  function* play(i: number): Steps<void> {
    const job = jobs[i]!
    yield* engine.sleep(starts[i]! * slotSeconds)
    // Those that end on this date leave first.
    yield* engine.sleep(0)
    const taken = free.splice(0, job.nodes)
    if (taken.length < job.nodes)
      throw new InputError(`job "${job.name}"`, "free nodes", taken.length, `the ${job.nodes} that it takes`)
    for (const { host, cores } of taken) {
      host.turnOn()
      engine.compute(host, Number.POSITIVE_INFINITY, { threads: cores })
    }
    yield* engine.sleep(job.length * slotSeconds)
    for (const { host } of taken) host.turnOff()
    free.push(...taken)
  }
  for (const [i, { name }] of jobs.entries()) engine.spawn(name, () => play(i))
}
