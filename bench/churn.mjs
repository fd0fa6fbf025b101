// Many tasks on many machines; SimGrid's side is simgrid/churn.cpp, with the same inputs.
//
//   host 0: 4 cores of 1 Gf    task task task ...      or, with VMs:   host 0: [ VM: task task ] [ VM: task task ] ...
//   host 1: 4 cores of 1 Gf    task task task ...                      host 1: [ VM: task task ] ...
//   ...                                                                  VMs of 1 core
//
// Every machine (host or VM) begins with TASKS tasks. When a task ends, another one starts on its machine, from the
// listener of the end, without processes, until COMPLETIONS have ended.
//
// node bench/churn.mjs HOSTS TASKS COMPLETIONS VMS     (VMs a host, 0: the tasks are on the hosts)
import { Engine } from "@placelab/core"
import { cpuSeconds, printMeasured } from "./measured.mjs"
import { Mulberry32 } from "./mulberry32.mjs"

const [hostCount, tasks, target, vms] = process.argv.slice(2).map(Number)
const engine = new Engine()
const draw = new Mulberry32(4242)
let done = 0
let end
let endCpu

function start(machine, ended) {
  engine.compute(machine, draw.between(1e9, 100e9)).onEnd(ended)
}

function machinesOf(i) {
  const host = engine.addHost({ name: `n-${i}`, speed: 1e9, cores: 4 })
  if (vms === 0) return [host]
  return Array.from({ length: vms }, (_, j) => engine.addGuest(host, { name: `n-${i}-vm-${j}` }))
}

const machines = Array.from({ length: hostCount }, (_, i) => machinesOf(i)).flat()
for (const machine of machines) {
  const ended = () => {
    done++
    if (done < target) start(machine, ended)
    else if (done === target) {
      end = engine.now
      endCpu = cpuSeconds()
    }
  }
  for (let i = 0; i < tasks; i++) start(machine, ended)
}

// In growing slices of simulated time, since nothing stops a run from the inside.
const before = cpuSeconds()
for (let until = 1; done < target; until *= 1.3) engine.run(until)
printMeasured({ end, digits: 6, runCpu: endCpu - before, count: Math.min(done, target) })
