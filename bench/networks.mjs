// The networks of flows.mjs, as simgrid/flows.cpp has them.
//
//   star                                    tree, pods of 16 hosts
//
//   host 0 --+                              host 0 --+
//   host 1 --+-- backbone                   ...      +-- pod 0 --+
//   ...      |   5 GB/s, 500 us             host 15 -+           +-- pod 1 -- ...
//   host n --+                                         1 GB/s, 100 us, up and down apart
//     125 MB/s, 50 us, up and down apart

const podHosts = 16

/** Adds one of the networks to `engine`, with a router instead of a table of all pairs. Returns the hosts. */
export function addNetwork(engine, shape, count) {
  const hosts = Array.from({ length: count }, (_, i) => engine.addHost({ name: `n-${i}`, speed: 1e9 }))
  const access = hosts.map(({ name }) => duplex(engine, `access ${name}`, 125e6, 50e-6))
  const number = new Map(hosts.map((host, i) => [host, i]))
  const between = { star, tree }[shape](engine, access)
  engine.addRouter((from, to) => between(number.get(from), number.get(to)))
  return hosts
}

function star(engine, access) {
  const backbone = engine.addLink({ name: "backbone", bandwidth: 5e9, latency: 500e-6 })
  return (from, to) => [access[from], backbone, access[to].opposite]
}

function tree(engine, access) {
  const pods = Array.from({ length: access.length / podHosts }, (_, i) =>
    duplex(engine, `uplink ${i}`, 1e9, 100e-6),
  )
  return (from, to) => {
    const [here, there] = [Math.floor(from / podHosts), Math.floor(to / podHosts)]
    const way = here === there ? [] : [pods[here], pods[there].opposite]
    return [access[from], ...way, access[to].opposite]
  }
}

function duplex(engine, name, bandwidth, latency) {
  return engine.addLink({ name, bandwidth, latency, policy: "split-duplex" })
}
