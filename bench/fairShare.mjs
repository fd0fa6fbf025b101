// What does a solution of the fair-share system cost?
//
// Table 1: random systems solved from scratch, with the generator, seeds and sizes of a published run of SimGrid 3.32 and
// 4.1, whose checksums (the sum of all values) must come out to the printed digit. SimGrid's times are CPU time too, the
// median over systems, of its faster version, on the machine and under the load of that run: read the orders of magnitude.
// Table 2: systems that are solved again after each small change: flows over a star (one component) and tasks on hosts
// (10,000 components).
//
// npm run build && node bench/fairShare.mjs
import { FairShare } from "@placelab/core"

const repetitions = 3

// [solver, constraints, variables, systems, checksum, SimGrid's median in us]
const random = [
  ["max-min", 10, 10, 2000, "185603.415407", 3.1],
  ["max-min", 100, 100, 300, "279736.656853", 24.8],
  ["max-min", 1000, 1000, 30, "275215.651162", 904.8],
  ["max-min", 100, 1000, 30, "50814.425384", 169.4],
  ["max-min", 1000, 5000, 10, "152867.104133", 3713.6],
  ["max-min", 10_000, 10_000, 3, "278694.012137", 127_766.3],
  ["fair-bottleneck", 100, 100, 200, "180747.237041", 24.4],
  ["fair-bottleneck", 1000, 1000, 10, "87379.118174", 331.5],
  ["bmf", 10, 10, 300, "31056.161131", 31.2],
  ["bmf", 50, 50, 10, "5548.920549", 791.8],
  ["bmf", 100, 100, 5, "5390.007319", 4883.5],
]

const cpuMicroseconds = () => {
  const { user, system } = process.cpuUsage()
  return user + system
}
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1]

/** The generator mulberry32. */
function generator(seed) {
  let a = seed >>> 0
  const uniform = () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    uniform,
    range: (low, high) => low + (high - low) * uniform(),
    below: (n) => Math.floor(n * uniform()),
  }
}

/** A system of 2 to 4 constraints a variable; a quarter of the variables is bounded, except for bmf. */
function randomSystem(seed, solver, constraints, variables) {
  const { uniform, range, below } = generator(seed)
  const system = new FairShare({ solver })
  for (let c = 0; c < constraints; c++) system.addConstraint(range(1, 100))
  for (let v = 0; v < variables; v++) {
    const count = 2 + below(3)
    const uses = new Set()
    while (uses.size < count) uses.add(below(constraints))
    const bound = uniform() < 0.25 ? range(0.1, 5) : Number.POSITIVE_INFINITY
    system.addVariable(1, solver === "bmf" ? Number.POSITIVE_INFINITY : bound)
    for (const c of uses) system.use(c, v, 1)
  }
  return system
}

function solveRandom([solver, constraints, variables, systems, expected, simgrid]) {
  // CPU time comes in microseconds: small systems are measured many at a time, and the figure is a mean of those.
  const batch = Math.min(systems, constraints <= 100 && systems >= 200 ? 100 : 1)
  let best = Number.POSITIVE_INFINITY
  let sum = 0
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const times = []
    sum = 0
    for (let s = 0; s < systems; s += batch) {
      const built = Array.from({ length: batch }, (_, i) =>
        randomSystem(1000 + s + i, solver, constraints, variables),
      )
      const before = cpuMicroseconds()
      for (const system of built) system.solve()
      times.push((cpuMicroseconds() - before) / batch)
      for (const system of built) for (let v = 0; v < variables; v++) sum += system.value(v)
    }
    best = Math.min(best, median(times))
  }
  const isSame = sum.toFixed(6) === expected
  const size = `${constraints} x ${variables}`
  console.log(
    `| ${solver} | ${size} | ${systems} | ${best.toFixed(1)} | ${simgrid} | ${sum.toFixed(6)} | ${isSame ? "same" : `other: ${expected}`} |`,
  )
  if (!isSame) process.exitCode = 1
  return best
}

/** 1000 flows over a star of 256 hosts, with cross-traffic; each flow has a bound. Solved after each change. */
function star(bandwidth) {
  const { range, below } = generator(77)
  const system = new FairShare()
  const backbone = system.addConstraint(bandwidth)
  const links = Array.from({ length: 512 }, () => system.addConstraint(125e6))
  const addFlow = () => {
    const from = below(256)
    const to = (from + 1 + below(255)) % 256
    const flow = system.addVariable(1, range(1e6, 60e6))
    for (const link of [links[2 * from], backbone, links[2 * to + 1]]) system.use(link, flow, 1)
    for (const link of [links[2 * to], backbone, links[2 * from + 1]]) system.use(link, flow, 0.05)
    return flow
  }
  const flows = Array.from({ length: 1000 }, addFlow)
  const change = () => {
    const i = below(flows.length)
    system.removeVariable(flows[i])
    system.solve()
    flows[i] = addFlow()
    system.solve()
  }
  return perCall(change, 10_000) / 2
}

/** 10,000 hosts of 10 tasks; one task ends and another one begins. */
function hosts() {
  const { range, below } = generator(5)
  const system = new FairShare()
  const addTask = (host) => {
    const task = system.addVariable(1, range(0.1, 5))
    system.use(host, task, 1)
    return task
  }
  const tasks = []
  for (let host = 0; host < 10_000; host++) {
    system.addConstraint(range(1, 50))
    for (let i = 0; i < 10; i++) tasks.push(addTask(host))
  }
  const change = () => {
    const i = below(tasks.length)
    system.removeVariable(tasks[i])
    tasks[i] = addTask(Math.floor(i / 10))
    system.solve()
  }
  return perCall(change, 200_000)
}

/** CPU time of a call in microseconds: the best of several rounds, the first of which warms up. */
function perCall(call, calls) {
  let best = Number.POSITIVE_INFINITY
  for (let repetition = 0; repetition <= repetitions; repetition++) {
    const before = cpuMicroseconds()
    for (let i = 0; i < calls; i++) call()
    if (repetition > 0) best = Math.min(best, (cpuMicroseconds() - before) / calls)
  }
  return best
}

console.log(
  "| solver | constraints x variables | systems | us a system | SimGrid us | checksum | SimGrid's |",
)
console.log("|---|---|---|---|---|---|---|")
const times = random.map(solveRandom)
const growth = Math.log10(times[5] / times[2])
console.log(`\nFrom 1000 x 1000 to 10000 x 10000 the cost grows as n^${growth.toFixed(2)} (SimGrid: n^2.15).`)

console.log("\n| solved again after each change | us |")
console.log("|---|---|")
console.log(`| star of 1000 flows, full backbone: one flow removed or added | ${star(5e9).toFixed(1)} |`)
console.log(`| star of 1000 flows, wide backbone: one flow removed or added | ${star(50e9).toFixed(1)} |`)
console.log(`| 10,000 hosts of 10 tasks: one task replaced | ${hosts().toFixed(2)} |`)
