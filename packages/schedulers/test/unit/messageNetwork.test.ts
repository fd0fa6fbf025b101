import { expect, it } from "vitest"
import type { Cluster } from "../../src/cluster/cluster.ts"
import { testCluster } from "../support/testCluster.ts"

/** The network of four nodes, of which the last one goes off at 1 s; messages of 1.25 MB take more than a millisecond. */
function network(travel: "timed" | "shared"): Cluster {
  return testCluster({ loads: [[], [], [], []], messages: { bytes: 1.25e6, travel } })
}

it.each(["timed", "shared"] as const)(
  "messages for each are what single messages are, to the date, the order and the counts (%s)",
  (travel) => {
    const play = (way: "each" | "single") => {
      const { engine, messages, machines } = network(travel)
      const nodes = machines.map(({ host }) => host)
      const [first, , , last] = nodes
      const arrived: [string, number][] = []
      const deliver = (name: string) => arrived.push([name, engine.now])
      const sendAll = () => {
        if (way === "each") {
          messages.sendEach(
            nodes,
            (node) => node,
            () => first!,
            ({ name }) => deliver(name),
          )
          messages.sendEach(
            nodes,
            () => first!,
            (node) => node,
            ({ name }) => deliver(name),
          )
        } else {
          for (const node of nodes) messages.send(node, first!, () => deliver(node.name))
          for (const node of nodes) messages.send(first!, node, () => deliver(node.name))
        }
      }
      engine.after(0, sendAll)
      engine.after(1, () => last!.turnOff())
      engine.after(2, sendAll)
      engine.run(10)
      return { arrived, counts: nodes.map((node) => [messages.sentBy(node), messages.receivedBy(node)]) }
    }
    const each = play("each")
    expect(each).toEqual(play("single"))
    expect(each.arrived.length).toBe(8 + 6)
  },
)

it("messages for each say how many were sent: none by a node that is off", () => {
  const { messages, machines } = network("timed")
  const nodes = machines.map(({ host }) => host)
  nodes[1]!.turnOff()
  const sent = messages.sendEach(
    nodes,
    (node) => node,
    () => nodes[0]!,
    () => {},
  )
  expect(sent).toBe(3)
})
