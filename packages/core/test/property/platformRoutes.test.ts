import { expect, it } from "vitest"
import { RandomStream } from "../../src/index.ts"
import { type Platform, type PlatformRoutes, routesOf } from "../../src/platform/index.ts"

const seeds = Array.from({ length: 40 }, (_, seed) => seed)
const product = (numbers: readonly number[]) => numbers.reduce((a, b) => a * b, 1)

/** Follows links named ..._<lower>_..._<upper>, up or down, from one point to the next. */
function pointReached(start: number, links: readonly string[], pattern: RegExp): number {
  let point = start
  for (const link of links) {
    const [, low, high, direction] = pattern.exec(link)!
    const [from, to] = direction === "UP" ? [low, high] : [high, low]
    expect(Number(from)).toBe(point)
    point = Number(to)
  }
  return point
}

function eachPair(hosts: number, random: RandomStream, check: (from: number, to: number) => void): void {
  const draw = () => random.below(hosts)
  for (let i = 0; i < 30; i++) check(draw(), draw())
}

it.each(seeds)(
  "a route in a fat tree is connected, goes up and then down, and not higher than needed, seed %i",
  (seed) => {
    const random = new RandomStream(seed, "tree")
    const draw = (least: number, most: number) => least + random.below(most + 1 - least)
    const levels = draw(1, 3)
    const of = (most: number) => Array.from({ length: levels }, () => draw(1, most))
    // More children than parents on each level: then no switch has the number of a host.
    const up = of(3)
    const down = up.map((parents) => parents * draw(2, 3))
    const hosts = product(down)
    const routes = routesOf({
      name: "t",
      routing: "fat-tree",
      hosts: { numbers: `0-${hosts - 1}`, speed: 1 },
      links: { bandwidth: 1, latency: 1 },
      down,
      up,
      parallel: of(3),
    })
    eachPair(hosts, random, (from, to) => {
      const { links } = routes.route(`${from}`, `${to}`)!
      expect(pointReached(from, links, /^link_from_(\d+)_(\d+)_\d+_(UP|DOWN)$/)).toBe(to)
      const directions = links.map((link) => (link.endsWith("UP") ? "u" : "d")).join("")
      const height = Math.max(
        1,
        ...down.map((_, i) => (block(from, down, i) === block(to, down, i) ? 0 : i + 1)),
      )
      expect(directions).toBe("u".repeat(height) + "d".repeat(height))
    })
  },
)

/** A host's number without its digits below i: hosts have the same when no digit from i on differs. */
function block(host: number, down: readonly number[], i: number): number {
  return Math.floor(host / product(down.slice(0, i)))
}

it.each(seeds)(
  "a route in a torus is connected and takes the shorter way in each dimension, seed %i",
  (seed) => {
    const random = new RandomStream(seed, "torus")
    const draw = (least: number, most: number) => least + random.below(most + 1 - least)
    const dimensions = Array.from({ length: draw(1, 3) }, () => draw(1, 6))
    const hosts = product(dimensions)
    const routes = routesOf({
      name: "t",
      routing: "torus",
      hosts: { numbers: `0-${hosts - 1}`, speed: 1 },
      links: { bandwidth: 1 },
      dimensions,
    })
    eachPair(hosts, random, (from, to) => {
      if (from === to) return
      const { links } = routes.route(`${from}`, `${to}`)!
      expect(pointReached(from, links, /^t_link_from_(\d+)_to_(\d+)_(UP|DOWN)$/)).toBe(to)
      const steps = dimensions.map((size, i) => {
        const apart = Math.abs((block(from, dimensions, i) % size) - (block(to, dimensions, i) % size))
        return Math.min(apart, size - apart)
      })
      expect(links.length).toBe(steps.reduce((a, b) => a + b, 0))
    })
  },
)

it.each(seeds)("a shortest path has as few links as Floyd and Warshall find, seed %i", (seed) => {
  const random = new RandomStream(seed, "graph")
  const draw = (most: number) => random.below(most)
  const size = 3 + draw(8)
  const links = Array.from({ length: 4 }, (_, i) => ({ name: `l${i}`, bandwidth: 1 }))
  const taken = new Set<string>()
  const routes = Array.from({ length: 2 * size }, () => ({
    from: `${draw(size)}`,
    to: `${draw(size)}`,
    links: links.slice(0, 1 + draw(4)).map(({ name }) => name),
    symmetrical: false,
  })).filter(({ from, to }) => from !== to && !taken.has(`${from} ${to}`) && taken.add(`${from} ${to}`))
  const hosts = Array.from({ length: size }, (_, i) => ({ name: `${i}`, speed: 1 }))
  const platform: Platform = { name: "g", routing: "shortest-path", hosts, links, routes }
  expect(lengthsFound(routesOf(platform), size)).toEqual(leastLengths(size, routes))
})

function lengthsFound(routes: PlatformRoutes, size: number): number[][] {
  return Array.from({ length: size }, (_, a) =>
    Array.from({ length: size }, (_, b) => {
      if (a === b) return 0
      return routes.route(`${a}`, `${b}`)?.links.length ?? Number.POSITIVE_INFINITY
    }),
  )
}

function leastLengths(
  size: number,
  routes: readonly { from: string; to: string; links: string[] }[],
): number[][] {
  const least = Array.from({ length: size }, (_, a) =>
    Array.from({ length: size }, (_, b) => (a === b ? 0 : Number.POSITIVE_INFINITY)),
  )
  for (const { from, to, links } of routes) least[Number(from)]![Number(to)] = links.length
  for (let via = 0; via < size; via++) {
    for (const row of least) {
      for (let b = 0; b < size; b++) row[b] = Math.min(row[b]!, row[via]! + least[via]![b]!)
    }
  }
  return least
}
