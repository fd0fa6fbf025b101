import { Engine, type Host, type NetworkModel } from "@placelab/core"

/** Two hosts with one-core speed `speed`, and one link between them. */
export function twoHosts({
  bandwidth,
  latency = 0,
  cores = 8,
  speed = 1e9,
  network,
}: {
  bandwidth: number
  latency?: number
  cores?: number
  speed?: number
  network?: NetworkModel
}): { engine: Engine; here: Host; there: Host } {
  const engine = new Engine(network === undefined ? {} : { network })
  const here = engine.addHost({ name: "here", speed, cores })
  const there = engine.addHost({ name: "there", speed, cores })
  engine.addRoute(here, there, [engine.addLink({ name: "link", bandwidth, latency })])
  return { engine, here, there }
}

/** Does something at a date. */
export function at(engine: Engine, date: number, action: () => void): void {
  engine.spawn(`at ${date}`, function* () {
    yield* engine.sleep(date - engine.now)
    action()
  })
}
