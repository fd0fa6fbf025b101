// CPU microseconds a completion, on hosts that have nothing to do with each other; run by scaling.mjs.
//
//   host 0: 10 tasks        every task that ends is followed by another one on its host, so that there are
//   host 1: 10 tasks        ACTIVITIES at any time
//   ...
//
// Warm-up: 20,000 completions, the first sharing of everything among them.
//
// node bench/independentHosts.mjs ACTIVITIES COMPLETIONS
import { Engine } from "@placelab/core"
import { cpuSeconds } from "./measured.mjs"
import { Mulberry32 } from "./mulberry32.mjs"

const tasks = 10
const warmUp = 20_000
const [activities, completions] = process.argv.slice(2).map(Number)
const engine = new Engine()
const draw = new Mulberry32(1)
let done = 0
let before
let after

function noteDone() {
  done++
  if (done === warmUp) before = cpuSeconds()
  else if (done === warmUp + completions) after = cpuSeconds()
}

for (let i = 0; i < activities / tasks; i++) {
  const host = engine.addHost({ name: `n-${i}`, speed: 1e9, cores: 4 })
  const start = () => engine.compute(host, draw.between(1e9, 100e9)).onEnd(ended)
  const ended = () => {
    noteDone()
    start()
  }
  for (let j = 0; j < tasks; j++) start()
}

// In slices of simulated time, since nothing stops a run from the inside: 25 s is the mean between two ends on a core.
const slice = (25 * 1000) / activities
for (let until = slice; after === undefined; until += slice) engine.run(until)
console.log(((after - before) * 1e6) / completions)
