import {
  all,
  type Bytes,
  type Engine,
  InputError,
  type Mailbox,
  type Permit,
  type Semaphore,
  type Steps,
} from "@placelab/core"
import { Vm, type VmState } from "@placelab/models"
import type { GraphEdge, GraphTask, TaskGraph } from "./taskGraph.ts"
import type { VjobState } from "./vjobState.ts"

/** What a virtualised job is made of. */
export interface VjobSpec {
  readonly name: string
  readonly graph: TaskGraph
  /** Of each VM. */
  readonly memory: Bytes
  /** Those of higher priority are chosen before others. Default 0. */
  readonly priority?: number
}

/**
 * A virtualised job: one VM of one core for each task of its graph, named `JOB/TASK`. A task begins as soon as its VM runs and
 * has got what it waits for; it computes, sends its results all at once, and then its VM is idle. While a VM is suspended its task
 * stands still, and so do transfers from and to it; the others go on until they wait for it.
 *
 * Its state is that of its VMs, whoever changes them: `runVjob` and its like, or a plan of one action a VM.
 *
 * Left out: a task whose VM crashed or was stopped is lost, and those that wait for it wait for ever.
 *
 * @example
 * const vjob = new Vjob(engine, { name: "1", graph: orThrow(nasGridGraph("VP", { work: 60e9 })), memory: gibibytes(1) })
 * engine.spawn("job", function* () {
 *   yield* runVjob(vjob, hosts)
 *   yield* vjob.untilDone()
 *   stopVjob(vjob)
 * })
 */
export class Vjob {
  readonly engine: Engine
  readonly name: string
  readonly graph: TaskGraph
  readonly priority: number
  /** In the order of the tasks. */
  readonly vms: readonly Vm[]
  #tasksDone = 0
  readonly #done: Semaphore

  /** Errors: InputError. */
  constructor(engine: Engine, { name, graph, memory, priority = 0 }: VjobSpec) {
    if (!Number.isFinite(priority)) throw new InputError(`vjob "${name}"`, "priority", priority, "a number")
    this.engine = engine
    this.name = name
    this.graph = graph
    this.priority = priority
    this.#done = engine.semaphore(0)
    this.vms = graph.tasks.map((task) => {
      const vm = new Vm(engine, { name: `${name}/${task.name}`, memory })
      let hasBegun = false
      vm.onState(() => {
        if (hasBegun || vm.state !== "running") return
        hasBegun = true
        engine.spawn(vm.name, () => this.#play(vm, task), { host: vm.guest })
      })
      return vm
    })
  }

  /** Undefined on the way from one state to another, and when a VM has crashed. */
  get state(): VjobState | undefined {
    const found = new Set(this.vms.map((vm) => stateOf(vm)))
    return found.size === 1 ? [...found][0] : undefined
  }

  /** Whether all tasks have ended. */
  get isDone(): boolean {
    return this.#tasksDone === this.vms.length
  }

  /** The cores that its VMs ask for now: one for each that computes. */
  get demand(): number {
    return this.vms.reduce((sum, { demand }) => sum + demand, 0)
  }

  /** Waits until all tasks have ended. */
  *untilDone(): Steps<void> {
    const permit: Permit = this.#done.acquire()
    yield* permit
    permit.release()
  }

  /** Errors: InputError when it is in another state. */
  requireState(state: VjobState): void {
    if (this.state === state) return
    throw new InputError(`vjob "${this.name}"`, "state", this.state ?? "between two states", state)
  }

  *#play(vm: Vm, task: GraphTask): Steps<void> {
    const { edges } = this.graph
    const inputs = edges.filter(({ to }) => to === task.name)
    yield* all(inputs.map((edge) => this.#box(edge).receive(vm.guest)))
    yield* vm.compute(task.work)
    const outputs = edges.filter(({ from }) => from === task.name)
    yield* all(outputs.map((edge) => this.#box(edge).send(vm.guest, edge.bytes, undefined)))
    this.#tasksDone++
    if (this.isDone) this.#done.release()
  }

  #box({ from, to }: GraphEdge): Mailbox<undefined> {
    return this.engine.mailbox(JSON.stringify([this.name, from, to]))
  }
}

const up: readonly VmState[] = ["running", "migrating"]

function stateOf(vm: Vm): VjobState | undefined {
  if (vm.state === "requested") return "waiting"
  if (vm.state === "stopped") return "terminated"
  if (up.includes(vm.state)) return "running"
  return vm.savedOn !== undefined && vm.host === undefined ? "sleeping" : undefined
}
