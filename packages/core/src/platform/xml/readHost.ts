import type { DiskDescription, HostDescription } from "../description/host.ts"
import { expectedQuantity } from "../quantity.ts"
import { Attributes } from "./attributes.ts"
import type { XmlElement } from "./parseXml.ts"
import { readHostPower } from "./power.ts"
import { Properties } from "./properties.ts"
import { type Optional, placed, present, type Reading } from "./reading.ts"

/** A `<host>`. Its coordinates, which only Vivaldi routing uses, are left out. Errors: InputError. */
export function readHost(element: XmlElement, reading: Reading): HostDescription {
  const attributes = new Attributes(element)
  const properties = new Properties(element)
  const name = attributes.name("id")
  const speed = readSpeed(attributes)
  const profile = reading.profiles
  const disks = element.children.filter((child) => child.name === "disk").map(readDisk)
  const optional: Optional<HostDescription> = {
    cores: attributes.optionalCount("core", 1),
    pstate: readPstate(attributes, speed),
    power: readHostPower(properties, typeof speed === "number" ? 1 : speed.length),
    speedProfile: profile.of("SPEED", attributes, name, "availability_file", "speed_file"),
    stateProfile: profile.of("HOST_AVAIL", attributes, name, "state_file"),
    disks: disks.length === 0 ? undefined : disks,
    properties: properties.all(),
  }
  return placed({ name, speed, ...present(optional) }, element, reading)
}

/** The speeds of an element: one number, or a list of them when there are several p-states. */
export function readSpeed(attributes: Attributes): number | number[] {
  const speeds = attributes.quantities("speed", "speed", "non-negative")
  if (speeds.length === 1 && speeds[0] === 0)
    throw attributes.refuse("speed", 0, expectedQuantity("speed", "positive"))
  return speeds.length === 1 ? speeds[0]! : speeds
}

function readPstate(attributes: Attributes, speed: number | number[]): number | undefined {
  const pstate = attributes.optionalCount("pstate", 0)
  const pstates = typeof speed === "number" ? 1 : speed.length
  if (pstate === undefined || pstate < pstates) return pstate
  throw attributes.refuse("pstate", pstate, `less than the number of speeds, which is ${pstates}`)
}

function readDisk(element: XmlElement): DiskDescription {
  const attributes = new Attributes(element)
  return {
    name: attributes.optionalText("id") ?? "/",
    readBandwidth: attributes.quantity("read_bw", "bandwidth", "positive"),
    writeBandwidth: attributes.quantity("write_bw", "bandwidth", "positive"),
    ...present({ properties: new Properties(element).all() }),
  }
}
