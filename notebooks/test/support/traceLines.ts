/** The line of a state in VMPlaceS' `events.json`. */
export function stateLine(
  origin: string,
  state: string,
  value: string,
  [begin, end]: readonly [number, number],
  data: Readonly<Record<string, unknown>> | "" = "",
): string {
  const time = String(begin)
  return JSON.stringify({
    event: "trace_event",
    origin,
    state_name: state,
    time,
    value,
    data,
    duration: end - begin,
  })
}

/** The trace of a large run: every fifth VM moves once to the machine after the next, and relieves the one that it leaves. */
export function largeTrace(hosts: number, vms: number, end: number): string {
  const lines = [
    stateLine("simulator", "SIMULATION", "START", [0, 0], {
      server_count: hosts,
      vm_count: vms,
      duration: end,
    }),
  ]
  for (let host = 0; host < hosts; host++) {
    lines.push(stateLine(`node${host}`, "POWER", "on", [0, end]))
    lines.push(stateLine(`node${host}`, "PM", "normal", [0, end]))
  }
  for (let vm = 0; vm < vms; vm++) {
    const [name, host] = [`vm-${vm}`, vm % hosts]
    if (vm % 5 > 0) {
      lines.push(stateLine(name, "HOST", `node${host}`, [0, end]))
      continue
    }
    const [from, to] = [`node${host}`, `node${(host + 2) % hosts}`]
    const begin = Math.round((end * (vm + 1)) / (vms + 20))
    const over = Math.min(end, begin + 8)
    lines.push(
      stateLine(name, "HOST", from, [0, over]),
      stateLine(name, "HOST", to, [over, end]),
      stateLine(name, "SERVICE", "migrate", [begin, over], { vm_name: name, from, to, state: 0 }),
      stateLine(from, "PM", "violation", [Math.max(0, begin - 5), over]),
    )
  }
  return `${lines.join("\n")}\n`
}
