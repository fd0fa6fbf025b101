import type { Profile } from "../../engine/profile.ts"
import { type InputError, unknownName } from "../../inputError.ts"
import { Attributes } from "./attributes.ts"
import { nameOf } from "./grammar.ts"
import type { XmlElement } from "./parseXml.ts"
import { readProfile } from "./profileText.ts"

/** Which value of which kind of thing a profile is for, as `<trace_connect>` calls it. */
export type ProfileKind = "HOST_AVAIL" | "SPEED" | "LINK_AVAIL" | "BANDWIDTH" | "LATENCY"

const kinds: Readonly<Record<string, ProfileKind>> = {
  HOST_AVAIL: "HOST_AVAIL",
  SPEED: "SPEED",
  POWER: "SPEED",
  LINK_AVAIL: "LINK_AVAIL",
  BANDWIDTH: "BANDWIDTH",
  LATENCY: "LATENCY",
}

const valueKinds: Readonly<Record<ProfileKind, string>> = {
  HOST_AVAIL: "a state (0 for off)",
  SPEED: "a ratio of the speed",
  LINK_AVAIL: "a state (0 for off)",
  BANDWIDTH: "a bandwidth in bytes/s",
  LATENCY: "a latency in seconds",
}

/** Gives the text of another file that a platform file names. */
export type ReadFile = (name: string) => string

/** The profiles of a document: those in `<trace>` elements and those in files, by who uses them. */
export class Profiles {
  readonly #traces = new Map<string, XmlElement>()
  /** By kind and target, until they are asked for. */
  readonly #connections = new Map<string, { element: XmlElement; kind: ProfileKind; target: string }>()
  readonly #readFile: ReadFile | undefined
  readonly #targets = { host: new Set<string>(), link: new Set<string>() }

  /** Collects the traces and their connections in a document. Errors: InputError. */
  constructor(root: XmlElement, readFile: ReadFile | undefined) {
    this.#readFile = readFile
    this.#collect(root)
    for (const { element } of this.#connections.values()) {
      const trace = element.attributes.get("trace")!
      if (!this.#traces.has(trace)) throw unknownName(element.where, "trace", trace, this.#traces.keys())
    }
  }

  /**
   * The profile of one value of a host or link: connected to it, or from the file that the last of the attributes
   * names.
   */
  of(kind: ProfileKind, attributes: Attributes, target: string, ...names: string[]): Profile | undefined {
    this.#targets[thingOf(kind)].add(target)
    let found: Profile | undefined
    for (const name of names) {
      const file = attributes.optionalText(name)
      if (file === undefined) continue
      const text = this.#read(file, () => attributes.refuse(name, file, noReader))
      found = readProfile(text, file, 0, valueKinds[kind])
    }
    const connection = this.#connections.get(`${kind} ${target}`)
    if (connection === undefined) return found
    this.#connections.delete(`${kind} ${target}`)
    return this.#trace(connection.element.attributes.get("trace")!, kind)
  }

  /** Errors: InputError when a connection is to something that is not there. */
  checkAllUsed(): void {
    for (const { element, kind, target } of this.#connections.values()) {
      throw unknownName(element.where, thingOf(kind), target, this.#targets[thingOf(kind)])
    }
  }

  #collect(element: XmlElement): void {
    for (const child of element.children) {
      const attributes = new Attributes(child)
      if (nameOf(child) === "trace") {
        const id = attributes.name("id")
        if (this.#traces.has(id)) throw attributes.refuse("id", id, "a name that no other <trace> has")
        this.#traces.set(id, child)
      } else if (nameOf(child) === "trace_connect") {
        const kind = attributes.optionalChoice("kind", kinds) ?? "HOST_AVAIL"
        const target = attributes.name("element")
        const key = `${kind} ${target}`
        if (this.#connections.has(key))
          throw attributes.refuse("element", target, `one profile of kind ${kind}`)
        this.#connections.set(key, { element: child, kind, target })
      } else this.#collect(child)
    }
  }

  #trace(id: string, kind: ProfileKind): Profile {
    const element = this.#traces.get(id)!
    const attributes = new Attributes(element)
    const period = Number(attributes.text("periodicity"))
    if (!Number.isFinite(period)) {
      throw attributes.refuse(
        "periodicity",
        attributes.text("periodicity"),
        "a number of seconds; -1 for no repetition",
      )
    }
    const file = attributes.optionalText("file")
    if (file === undefined) return readProfile(element.text, element.where, period, valueKinds[kind])
    const text = this.#read(file, () => attributes.refuse("file", file, noReader))
    return readProfile(text, file, period, valueKinds[kind])
  }

  #read(file: string, refuse: () => InputError): string {
    if (this.#readFile === undefined) throw refuse()
    return this.#readFile(file)
  }
}

const noReader = "no other file, unless readFile is given"

function thingOf(kind: ProfileKind): "host" | "link" {
  return kind === "HOST_AVAIL" || kind === "SPEED" ? "host" : "link"
}
