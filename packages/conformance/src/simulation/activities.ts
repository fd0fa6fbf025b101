import type { Computation } from "@placelab/core"
import { InputError } from "@placelab/core"
import { boundOrNone } from "../boundOrNone.ts"
import type { Operations } from "../format/operation.ts"
import { wait } from "./started.ts"
import type { Actor, Players, Started, World } from "./world.ts"

type Exec = Omit<Operations["exec"], "op" | "timeout">
type ParallelTask = Omit<Operations["ptask"], "op" | "timeout">
type Flow = Omit<Operations["flow"], "op" | "timeout">
type Send = Omit<Operations["send"], "op" | "timeout">
type Receive = Omit<Operations["recv"], "op" | "timeout">

/** Activities: started, waited for, suspended, cancelled, changed. */
export const activityPlayers: Players<
  | ("exec" | "exec_async" | "ptask" | "ptask_async" | "flow" | "flow_async")
  | ("send" | "send_async" | "recv" | "recv_async" | "wait")
  | ("suspend" | "resume" | "cancel" | "set_priority" | "move")
> = {
  exec: (world, actor, operation) =>
    wait(world, actor, startExec(world, actor, operation), operation.timeout),
  exec_async: (world, actor, operation) => void startExec(world, actor, operation),
  ptask: (world, actor, operation) =>
    wait(world, actor, startParallelTask(world, actor, operation), operation.timeout),
  ptask_async: (world, actor, operation) => void startParallelTask(world, actor, operation),
  flow: (world, actor, operation) =>
    wait(world, actor, startFlow(world, actor, operation, false), operation.timeout),
  flow_async: (world, actor, operation) => void startFlow(world, actor, operation, true),
  send: (world, actor, operation) =>
    wait(world, actor, startSend(world, actor, operation), operation.timeout),
  send_async: (world, actor, operation) => void startSend(world, actor, operation),
  recv: (world, actor, operation) =>
    wait(world, actor, startReceive(world, actor, operation), operation.timeout),
  recv_async: (world, actor, operation) => void startReceive(world, actor, operation),
  wait: (world, actor, { id, timeout }) => wait(world, actor, world.activity(id), timeout),
  suspend: (world, _, { id }) => world.activity(id).what.suspend(),
  resume: (world, _, { id }) => world.activity(id).what.resume(),
  cancel: (world, _, { id }) => world.activity(id).what.cancel(),
  set_priority: (world, _, { id, priority }) => execOf(world, id).setPriority(priority),
  move: (world, _, { id, host }) => execOf(world, id).moveTo(world.host(host)),
}

/** Threads compute at their own pace: bound and priority hold for an exec of one thread only. */
function startExec(
  world: World,
  by: Actor,
  { id, flops, host, bound, priority, threads = 1 }: Exec,
): Started {
  const { engine } = world
  const where = host === undefined ? by.host : world.host(host)
  if (world.hasParallelTasks)
    return world.enter(id, by, "exec", engine.parallelTask({ hosts: [where], flops: [flops] }))
  const limit = threads === 1 ? boundOrNone(bound) : Number.POSITIVE_INFINITY
  const what = engine.compute(where, flops, {
    threads,
    limit,
    ...(threads === 1 && { priority: priority ?? 1 }),
  })
  world.machines.get(where.name)?.began(what, limit)
  return world.enter(id, by, "exec", what)
}

function startParallelTask(world: World, by: Actor, { id, hosts, flops, bytes }: ParallelTask): Started {
  const what = world.engine.parallelTask({
    hosts: hosts.map((host) => world.host(host)),
    ...(flops && { flops }),
    ...(bytes && { bytes }),
  })
  return world.enter(id, by, "exec", what)
}

/** Bytes are whole. */
function startFlow(world: World, by: Actor, { id, from, to, bytes }: Flow, isDetached: boolean): Started {
  const { engine } = world
  const [source, target] = [world.host(from), world.host(to)]
  const size = Math.trunc(bytes)
  const what = world.hasParallelTasks
    ? engine.parallelTask({
        hosts: [source, target],
        bytes: [
          [0, size],
          [0, 0],
        ],
      })
    : engine.transfer(source, target, size, { detached: isDetached })
  return world.enter(id, by, "flow", what, isDetached)
}

function startSend(world: World, by: Actor, { id, mailbox, bytes, rate }: Send): Started {
  const what = world.engine
    .mailbox<null>(mailbox)
    .send(by.host, Math.trunc(bytes), null, { limit: boundOrNone(rate) })
  return world.enter(id, by, "message", what)
}

function startReceive(world: World, by: Actor, { id, mailbox, rate }: Receive): Started {
  const what = world.engine.mailbox<null>(mailbox).receive(by.host, { limit: boundOrNone(rate) })
  return world.enter(id, by, "message", what)
}

function execOf(world: World, id: string): Computation {
  const { what } = world.activity(id)
  if (!("setPriority" in what)) throw new InputError("script", "id", id, "an exec")
  return what
}
