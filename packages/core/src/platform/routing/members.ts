import { InputError, unknownName } from "../../inputError.ts"

type Kind = "host" | "router" | "zone"

/**
 * The hosts, routers and zones of a platform, numbered as they come; each also has an index in the zone it is
 * directly in. Zones have a number among zones, too. -1 stands for no zone: what is around the outermost one.
 */
export class Members {
  readonly kind: Kind[] = []
  readonly name: string[] = []
  /** The zone that the member is directly in. */
  readonly zone: number[] = []
  readonly index: number[] = []
  /** The member that is the zone. */
  readonly ofZone: number[] = []
  /** How many zones are around it. */
  readonly depth: number[] = []
  /** How many members the zone has. */
  readonly size: number[] = []
  readonly #numbers = new Map<string, number>()

  /** Takes a member in and gives its number. Errors: InputError when the name is taken. */
  add(kind: Kind, name: string, zone: number, where: () => string): number {
    const taken = this.#numbers.get(name)
    if (taken !== undefined) {
      throw new InputError(where(), `${kind} name`, name, `a name that no other ${this.kind[taken]} has`)
    }
    const number = this.name.length
    this.#numbers.set(name, number)
    this.name.push(name)
    this.kind.push(kind)
    this.zone.push(zone)
    this.index.push(zone < 0 ? 0 : this.size[zone]!++)
    if (kind === "zone") {
      this.ofZone.push(number)
      this.depth.push(zone < 0 ? 0 : this.depth[zone]! + 1)
      this.size.push(0)
    }
    return number
  }

  /** A member directly in a zone, by name. Errors: InputError. */
  directlyIn(zone: number, name: string, where: () => string): number {
    const number = this.#find(name, "host, router or zone", where)
    if (this.zone[number] === zone) return number
    const here = JSON.stringify(this.name[this.ofZone[zone]!])
    const there = this.zone[number]! < 0 ? "around all" : `in zone ${JSON.stringify(this.#zoneName(number))}`
    throw new InputError(where(), "end of the route", name, `a member of zone ${here}; it is ${there}`)
  }

  /** A host or router somewhere in a zone, by name. Errors: InputError. */
  pointWithin(zone: number, name: string, where: () => string): number {
    const number = this.#find(name, "host or router", where)
    const zoneName = JSON.stringify(this.name[zone])
    if (this.kind[number] === "zone")
      throw new InputError(where(), "gateway", name, "a host or router, not a zone")
    if (this.isWithin(number, zone)) return number
    throw new InputError(where(), "gateway", name, `a host or router in zone ${zoneName}`)
  }

  /** A zone somewhere in another one, by name. Errors: InputError. */
  zoneWithin(zone: number, name: string, where: () => string): number {
    const number = this.#find(name, "zone", where)
    if (this.kind[number] === "zone" && this.isWithin(number, this.ofZone[zone]!)) return number
    throw new InputError(
      where(),
      "end of the bypass",
      name,
      `a zone in ${JSON.stringify(this.#nameOf(zone))}`,
    )
  }

  /** Whether a member lies somewhere in another one, which is a zone. */
  isWithin(member: number, zoneMember: number): boolean {
    for (let zone = this.zone[member]!; zone >= 0; zone = this.zone[this.ofZone[zone]!]!) {
      if (this.ofZone[zone] === zoneMember) return true
    }
    return false
  }

  #find(name: string, kinds: string, where: () => string): number {
    const number = this.#numbers.get(name)
    if (number === undefined) throw unknownName(where(), kinds, name, this.name)
    return number
  }

  #nameOf(zone: number): string {
    return this.name[this.ofZone[zone]!]!
  }

  #zoneName(member: number): string {
    return this.#nameOf(this.zone[member]!)
  }
}
