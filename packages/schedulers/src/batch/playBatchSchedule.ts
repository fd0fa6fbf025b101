import {
  all,
  type Computation,
  type Disk,
  type Engine,
  InputError,
  type Process,
  type Seconds,
  type Semaphore,
  type Steps,
} from "@placelab/core"
import { type PhysicalMachine, resumeFromDisk, start, suspendToDisk, Vm } from "@placelab/models"
import { computingTime } from "./batchJobs.ts"
import type { BatchSchedule, ScheduledJob } from "./batchSchedule.ts"

/** Where a schedule is played. */
export interface BatchSite {
  /** Node i of the schedule. */
  readonly machines: readonly PhysicalMachine[]
  /** disks[i] takes the memory of those that are suspended on node i; for schedules that suspend. */
  readonly disks?: readonly Disk[]
  /** Of the VM that a job has on each of its nodes, in bytes. */
  readonly memory: number
}

/** What a job did on machines. */
export interface PlayedJob {
  readonly name: string
  readonly start: Seconds
  readonly end: Seconds
}

/**
 * Plays a schedule on machines from now on: a job is a VM of one core on each of its nodes, which computes for the job's time
 * there, at the full speed of a core. Segments begin at their dates, or when their nodes are given back; VMs that are suspended go
 * to the disk of the node, and come back on the nodes of the next segment, over the network where those are others. A VM whose
 * memory is being read is suspended when it is read. The result has the jobs in the order of the schedule.
 *
 * Where disks write and read memory in the times that the schedule was made with, ends are those of the schedule.
 *
 * Errors: InputError for fewer machines, or disks, than nodes.
 */
export function playBatchSchedule(
  engine: Engine,
  schedule: BatchSchedule,
  site: BatchSite,
): Process<PlayedJob[]> {
  const { nodes, jobs } = schedule
  const { machines, disks = [] } = site
  if (machines.length < nodes)
    throw new InputError("schedule", "machines", machines.length, `at least the ${nodes} nodes that it has`)
  if (disks.length < nodes && jobs.some(({ segments }) => segments.length > 1))
    throw new InputError(
      "schedule",
      "disks",
      disks.length,
      `one for each of the ${nodes} nodes, as it suspends jobs`,
    )
  const free = machines.map(() => engine.semaphore(1))
  const begin = engine.now
  return engine.spawn("schedule", function* () {
    return yield* all(
      jobs.map((job) => engine.spawn(job.job.name, () => play(engine, job, begin, free, site))),
    )
  })
}

function* play(
  engine: Engine,
  { job, segments }: ScheduledJob,
  begin: Seconds,
  free: readonly Semaphore[],
  { machines, disks = [], memory }: BatchSite,
): Steps<PlayedJob> {
  const vms = Array.from(
    { length: job.nodes },
    (_, i) => new Vm(engine, { name: `${job.name}/${i}`, memory }),
  )
  const together = <R>(steps: (vm: Vm, i: number) => Steps<R>) =>
    all(vms.map((vm, i) => engine.spawn(vm.name, () => steps(vm, i))))
  let started: Seconds | undefined
  let tasks: readonly Computation[] = []
  for (const [number, { start: from, end, nodes, suspending }] of segments.entries()) {
    yield* engine.sleep(Math.max(0, begin + from - engine.now))
    for (const node of nodes) yield* free[node]!.acquire()
    const host = (i: number) => machines[nodes[i]!]!.host
    if (number === 0) {
      started = engine.now
      yield* together((vm, i) => start(vm, host(i)))
      tasks = vms.map((vm) => vm.compute(computingTime(job) * vm.guest.speed))
    } else yield* together((vm, i) => resumeFromDisk(vm, host(i)))
    if (number < segments.length - 1) {
      yield* engine.sleep(Math.max(0, begin + end - suspending - engine.now))
      yield* together((vm, i) => suspendToDisk(vm, disks[nodes[i]!]!))
    } else {
      yield* all(tasks)
      for (const vm of vms) vm.remove()
    }
    for (const node of nodes) free[node]!.release()
  }
  return { name: job.name, start: started!, end: engine.now }
}
