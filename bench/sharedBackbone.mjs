// CPU microseconds a completion, where every flow shares one link with all others; run by scaling.mjs.
//
//   flow 0 --+
//   flow 1 --+-- backbone        every flow that ends is followed by another one, so that there are FLOWS at any time
//   ...    --+                   a completion changes all shares twice: one flow less, and after the latency one more
//
// Warm-up: a quarter as many completions as are measured, the first sharing of everything among them.
//
// node bench/sharedBackbone.mjs FLOWS COMPLETIONS
import { Engine } from "@placelab/core"
import { cpuSeconds } from "./measured.mjs"
import { Mulberry32 } from "./mulberry32.mjs"

const [flows, completions] = process.argv.slice(2).map(Number)
const warmUp = Math.ceil(completions / 4)
const engine = new Engine()
const draw = new Mulberry32(1)
const [from, to] = ["from", "to"].map((name) => engine.addHost({ name, speed: 1e9 }))
engine.addRoute(from, to, [engine.addLink({ name: "backbone", bandwidth: 5e9, latency: 1e-6 })])
let done = 0
let before
let after

function start() {
  engine.transfer(from, to, draw.between(1e6, 50e6)).onEnd(ended)
}

function ended() {
  done++
  if (done === warmUp) before = cpuSeconds()
  else if (done === warmUp + completions) after = cpuSeconds()
  if (done < warmUp + completions) start()
}

for (let i = 0; i < flows; i++) start()

// In slices of simulated time, since nothing stops a run from the inside: 5 ms is the mean between two ends.
for (let until = 0.05; after === undefined; until += 0.05) engine.run(until)
console.log(((after - before) * 1e6) / completions)
