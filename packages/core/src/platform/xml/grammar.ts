/*
 * Which elements SimGrid's platform files consist of, in version 4.1: their attributes and what may stand in them.
 * Everything else is refused. Source: simgrid.dtd.
 */
import { InputError } from "../../inputError.ts"
import { nearestName } from "../../nearestName.ts"
import type { XmlElement } from "./parseXml.ts"

interface ElementRule {
  readonly required: readonly string[]
  readonly optional: readonly string[]
  readonly children: readonly string[]
}

function rule(required: string, optional = "", children = ""): ElementRule {
  const words = (text: string) => text.split(" ").filter((word) => word !== "")
  return { required: words(required), optional: words(optional), children: words(children) }
}

const routes = "route zoneRoute bypassRoute bypassZoneRoute"
const parts = `host link router zone cluster cabinet backbone host_link ${routes}`

const rules: Readonly<Record<string, ElementRule>> = {
  platform: rule("", "version", "config zone cluster trace trace_connect"),
  config: rule("", "id", "prop"),
  prop: rule("id value"),
  zone: rule("id routing", "", `prop trace trace_connect ${parts}`),
  host: rule("id speed", "core speed_file availability_file state_file coordinates pstate", "prop disk"),
  disk: rule("read_bw write_bw", "id", "prop"),
  link: rule("id bandwidth", "latency bandwidth_file latency_file state_file sharing_policy", "prop"),
  router: rule("id", "coordinates"),
  backbone: rule("id bandwidth latency"),
  host_link: rule("id up down"),
  cabinet: rule("id prefix suffix radical speed bw lat"),
  cluster: rule(
    "id prefix suffix radical speed bw lat",
    "core sharing_policy topology topo_parameters bb_bw bb_lat bb_sharing_policy router_id limiter_link loopback_bw loopback_lat",
    "prop",
  ),
  route: rule("src dst", "symmetrical", "link_ctn"),
  zoneRoute: rule("src dst gw_src gw_dst", "symmetrical", "link_ctn"),
  bypassRoute: rule("src dst", "", "link_ctn"),
  bypassZoneRoute: rule("src dst gw_src gw_dst", "", "link_ctn"),
  link_ctn: rule("id", "direction"),
  trace: rule("id periodicity", "file"),
  trace_connect: rule("trace element", "kind"),
}

/** Names of version 3 and 4.0. */
const oldNames: Readonly<Record<string, string>> = {
  AS: "zone",
  ASroute: "zoneRoute",
  bypassASroute: "bypassZoneRoute",
  "link:ctn": "link_ctn",
  "trace:connect": "trace_connect",
}

const notPartOfPlatforms: Readonly<Record<string, string>> = {
  actor: "a platform only; write actors as processes of the engine",
  process: "a platform only; write actors as processes of the engine",
  peer: "hosts and links; Vivaldi coordinates are not supported",
  include: "one file; SimGrid removed <include> in 3.18",
  storage: "<disk> in <host>; SimGrid removed <storage> in 3.27",
  storage_type: "<disk> in <host>; SimGrid removed <storage_type> in 3.27",
  mount: "<disk> in <host>; SimGrid removed <mount> in 3.27",
}

/** The name of an element in version 4.1. */
export function nameOf(element: XmlElement): string {
  return oldNames[element.name] ?? element.name
}

/**
 * Checks an element and all in it: known names in the right places, no attribute missing or unknown.
 *
 * Errors: InputError with file, line, column and the nearest name.
 */
export function checkGrammar(root: XmlElement): void {
  if (root.name !== "platform") {
    throw new InputError(root.where, "root element", root.name, "<platform>")
  }
  checkElement(root, rules.platform!)
}

function checkElement(element: XmlElement, { required, optional, children }: ElementRule): void {
  const attributes = [...required, ...optional]
  const text = element.text.trim()
  if (text !== "" && element.name !== "trace") {
    throw new InputError(element.where, `text in <${element.name}>`, text, "elements only")
  }
  for (const name of element.attributes.keys()) {
    if (!attributes.includes(name)) throw unknown(element, `attribute of <${element.name}>`, name, attributes)
  }
  for (const name of required) {
    if (!element.attributes.has(name)) {
      throw new InputError(
        element.where,
        `${name} of <${element.name}>`,
        undefined,
        "a value, as it must be given",
      )
    }
  }
  for (const child of element.children) {
    const reason = notPartOfPlatforms[child.name]
    if (reason !== undefined) throw new InputError(child.where, "element", child.name, reason)
    const name = nameOf(child)
    if (!children.includes(name)) throw unknown(child, `element in <${element.name}>`, child.name, children)
    checkElement(child, rules[name]!)
  }
}

function unknown(element: XmlElement, what: string, name: string, known: readonly string[]): InputError {
  const nearest = nearestName(name, known)
  const all = known.length === 0 ? "none" : `one of ${known.join(", ")}`
  const remedy = nearest === undefined ? "" : `: did you mean ${JSON.stringify(nearest)}?`
  return new InputError(element.where, what, name, all + remedy)
}
