import { type Steps, settled } from "@placelab/core"
import { boundOrNone } from "../boundOrNone.ts"
import type { OperationOutcome } from "../format/answers.ts"
import { Machine } from "./machine.ts"
import { endTurn, type Players, type World } from "./world.ts"

/** VMs: created, started, suspended, capped, moved, ended. What their state does not allow is a "vm_failure". */
export const machinePlayers: Players<
  | ("vm_create" | "vm_start" | "vm_suspend" | "vm_resume" | "vm_shutdown" | "vm_destroy")
  | ("vm_set_bound" | "vm_set_host" | "vm_migration_params" | "vm_migrate")
> = {
  vm_create: (world, _, { vm, host: hostName, cores, ram = 0 }) => {
    const host = world.host(hostName)
    if (!host.isOn) return "vm_failure"
    world.machines.set(vm, new Machine(world.engine, host, { name: vm, cores, ram }))
    return "ok"
  },
  vm_start: (world, _, { vm }) => {
    const machine = machineOf(world, vm)
    if (machine === undefined || !machine.guest.host.isOn || !fits(world, machine)) return "vm_failure"
    machine.start()
    return "ok"
  },
  vm_suspend: (world, _, { vm }) => {
    const machine = machineOf(world, vm)
    if (machine?.state !== "running") return "vm_failure"
    machine.suspend()
    return "ok"
  },
  vm_resume: (world, _, { vm }) => {
    const machine = machineOf(world, vm)
    if (machine?.state !== "suspended") return "vm_failure"
    machine.resume()
    return "ok"
  },
  vm_shutdown: (world, _, { vm }) => machineOf(world, vm)?.shutdown(),
  vm_destroy: (world, _, { vm }) => {
    machineOf(world, vm)?.destroy()
    world.machines.delete(vm)
  },
  vm_set_bound: (world, _, { vm, bound }) => machineOf(world, vm)?.guest.setLimit(boundOrNone(bound)),
  vm_set_host: (world, _, { vm, host: hostName }) => {
    const host = world.host(hostName)
    if (!host.isOn) return "vm_failure"
    machineOf(world, vm)?.moveTo(host)
    return "ok"
  },
  vm_migration_params: (world, _, { vm, mig_speed, dp_intensity, working_set }) =>
    machineOf(world, vm)?.set({
      ...(mig_speed !== undefined && { mig_speed }),
      ...(dp_intensity !== undefined && { dp_intensity }),
      ...(working_set !== undefined && { working_set }),
    }),
  *vm_migrate(world, actor, { vm, to }): Steps<OperationOutcome> {
    const machine = machineOf(world, vm)
    const host = world.host(to)
    if (machine?.state !== "running" || machine.isMigrating || !host.isOn) return "vm_failure"
    const migration = machine.migrate(world.engine, host, actor.host)
    // It goes on when its caller is over.
    const life = world.beginHidden()
    migration.onEnd((end) => world.over(life, false, end))
    const end = yield* settled(migration)
    if (!machine.guest.isOn) {
      // With its VM goes who has asked for its migration.
      actor.process?.kill()
      yield* endTurn(world)
    }
    return "error" in end || end.result.end === "failed" ? "vm_failure" : "ok"
  },
}

function machineOf(world: World, name: string): Machine | undefined {
  return world.machines.get(name)
}

/** Whether the memory of all VMs on the machine's host is there, where the host says how much it has. */
function fits({ platform, machines }: World, machine: Machine): boolean {
  const { host } = machine.guest
  let used = 0
  for (const { guest, memory } of machines.values()) if (guest.host === host) used += memory
  return used <= (platform.memory.get(host.machine) ?? Number.POSITIVE_INFINITY)
}
