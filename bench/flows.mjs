// Many flows at a time over one network (networks.mjs); SimGrid's side is simgrid/flows.cpp, with the same inputs.
//
//   common pot:  total flows
//   chain 0      flow ----> flow -> flow --------> ...
//   chain 1      flow -> flow -----------> flow -> ...       until the pot is empty
//   ...
//
// The next flow of a chain starts from the listener of its last one; there are no processes.
//
// node bench/flows.mjs star|tree HOSTS CONCURRENT TOTAL LV08|CM02 yes|no   (the last one: acknowledgements on the way back)
import { cm02Network, Engine, lv08Network } from "@placelab/core"
import { cpuSeconds, printMeasured } from "./measured.mjs"
import { Mulberry32 } from "./mulberry32.mjs"
import { addNetwork } from "./networks.mjs"

const [shape, hostCount, concurrent, total, model, crossTraffic] = process.argv.slice(2)
const network = { ...(model === "LV08" ? lv08Network : cm02Network), crossTraffic: crossTraffic === "yes" }
const engine = new Engine({ network })
const hosts = addNetwork(engine, shape, Number(hostCount))

let left = Number(total)
let done = 0

function startNext(draw, ended) {
  if (left === 0) return
  left--
  const from = draw.below(hosts.length)
  let to = draw.below(hosts.length)
  while (to === from) to = draw.below(hosts.length)
  engine.transfer(hosts[from], hosts[to], draw.between(1e6, 50e6)).onEnd(ended)
}

for (let chain = 0; chain < concurrent; chain++) {
  const draw = new Mulberry32(77 + chain)
  const ended = () => {
    done++
    startNext(draw, ended)
  }
  startNext(draw, ended)
}

const before = cpuSeconds()
const end = engine.run()
printMeasured({ end, digits: 9, runCpu: cpuSeconds() - before, count: done })
