import type { Players } from "./world.ts"

/** Changes of the platform: hosts and links that go off and on, and become faster or slower. */
export const changePlayers: Players<
  "host_off" | "host_on" | "set_pstate" | "link_off" | "link_on" | "set_bandwidth" | "set_latency"
> = {
  host_off: (world, _, { host }) => world.host(host).turnOff(),
  host_on: (world, _, { host }) => world.host(host).turnOn(),
  set_pstate: (world, _, { host, pstate }) => world.host(host).setPstate(pstate),
  link_off: (world, _, { link }) => {
    for (const each of world.link(link)) each.turnOff()
  },
  link_on: (world, _, { link }) => {
    for (const each of world.link(link)) each.turnOn()
  },
  set_bandwidth: (world, _, { link, value }) => {
    for (const each of world.link(link)) each.setBandwidth(value)
  },
  set_latency: (world, _, { link, value }) => {
    for (const each of world.link(link)) each.setLatency(value)
  },
}
