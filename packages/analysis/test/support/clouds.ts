import { exponentialLaw, RandomStream } from "@placelab/core"

/*
 * Rows of a site, as charts take them: violations, loads, energies, powers and placements; the same in every run.
 */

const names = ["Entropy", "Snooze", "DVMS"] as const

/** Names that have no room in a line below their bars. */
export const longNames = [
  "none at all",
  "first-fit decreasing",
  "optimistic first-fit",
  "Entropy",
  "Snooze with four leaders",
  "DVMS",
]

/** Violations over half an hour, so many for each of three schedulers. */
export function violations(each: number) {
  return names.flatMap((scheduler, i) => {
    const random = new RandomStream(i, "violations")
    const law = exponentialLaw([40, 25, 9][i]!)
    return Array.from({ length: each }, () => ({
      scheduler,
      begin: random.uniform(0, 1800),
      duration: 0.5 + law.draw(random),
      kind: random.below(3) === 0 ? "out" : "in",
    }))
  })
}

/** The loads of hosts in so many bins of a minute; of every seventh host some bins are missing. */
export function loads(hosts: number, bins: number, missing = true) {
  const random = new RandomStream(1, "loads")
  return Array.from({ length: hosts }, (_, host) =>
    Array.from({ length: bins }, (_, bin) => ({
      host: `pm-${host}`,
      from: 60 * bin,
      to: 60 * (bin + 1),
      load: (1 + Math.sin(bin / 6 + host / 5)) * random.uniform(0.35, 0.5),
    })),
  )
    .flat()
    .filter(
      (_, i) => !missing || Math.floor(i / bins) % 7 !== 3 || i % bins < bins / 3 || i % bins > bins / 2,
    )
}

/** Energies by parts, of so many schedulers. */
export function energies(schedulers: readonly string[]) {
  return schedulers.flatMap((scheduler, i) => [
    { scheduler, part: "off", kWh: 0.2 * i },
    { scheduler, part: "idle", kWh: 3.2 - 0.6 * i },
    { scheduler, part: "computing", kWh: 1.9 },
    { scheduler, part: "booting", kWh: 0.1 * i },
  ])
}

/** The powers of two ways to run a site, with so many changes each. */
export function powers(changes: number) {
  return ["all on", "consolidated"].flatMap((way, i) => {
    const random = new RandomStream(i, "powers")
    const rows = Array.from({ length: changes }, (_, change) => ({
      way,
      minute: (60 * change) / changes,
      kW: (i === 0 ? 10 : 4) + random.uniform(0, 2) + Math.sin(change / changes / 0.2),
    }))
    return [...rows, { ...rows.at(-1)!, minute: 60 }]
  })
}

/** So many hosts with so many VMs each, of which every fourth migrates, some twice, over ten minutes. */
export function placement(hosts: number, vms: number) {
  const random = new RandomStream(2, "placement")
  const residencies: { vm: string; host: string; from: number; to: number }[] = []
  const migrations: { vm: string; source: string; target: string; begin: number; end: number }[] = []
  const name = (host: number) => `pm-${host % hosts}`
  for (let i = 0; i < hosts * vms; i++) {
    const vm = `vm-${i}`
    let host = Math.floor(i / vms)
    let from = 0
    for (let moves = i % 4 === 0 ? 1 + random.below(2) : 0; moves > 0; moves--) {
      const begin = from + random.uniform(40, 250)
      const end = begin + random.uniform(8, 25)
      const target = host + 1 + random.below(Math.max(1, hosts - 1))
      migrations.push({ vm, source: name(host), target: name(target), begin, end })
      residencies.push({ vm, host: name(host), from, to: end })
      host = target
      from = end
    }
    residencies.push({ vm, host: name(host), from, to: 600 })
  }
  const violations = migrations
    .filter((_, i) => i % 3 === 0)
    .map(({ source, begin, end }) => ({ host: source, from: begin - 20, to: end }))
  const order = Array.from({ length: hosts }, (_, host) => name(host))
  return { residencies, migrations, violations, hosts: order }
}
