import { expect, it } from "vitest"
import { type Platform, readPlatformXml } from "../../src/platform/index.ts"

const platform = (inside: string, version = "4.1") =>
  `<platform version="${version}">\n${inside}\n</platform>`
const zone = (inside: string) => platform(`<zone id="z" routing="Full">\n${inside}\n</zone>`)
const host = '<host id="a" speed="1Gf"/>'
const cluster = (rest: string) =>
  platform(`<cluster id="c" prefix="n" suffix="" radical="0-3" speed="1Gf" bw="1GBps" lat="1us" ${rest}/>`)
const read = (text: string) => readPlatformXml(text, "p.xml")

it("hosts are read with their p-states, consumption, disks and properties", () => {
  const text = zone(`
    <host id="a" speed="2Gf, 1Gf" core="4" pstate="1">
      <prop id="wattage_per_state" value="95:120:200, 93:170"/><prop id="wattage_off" value="10"/>
      <disk id="ssd" read_bw="1GBps" write_bw="500MBps"><prop id="size" value="1TiB"/></disk>
    </host>`)
  expect(read(text)).toEqual({
    name: "z",
    routing: "full",
    hosts: [
      {
        name: "a",
        speed: [2e9, 1e9],
        cores: 4,
        pstate: 1,
        power: {
          perPstate: [
            { idle: 95, epsilon: 120, full: 200 },
            { idle: 93, full: 170 },
          ],
          off: 10,
        },
        disks: [{ name: "ssd", readBandwidth: 1e9, writeBandwidth: 5e8, properties: { size: "1TiB" } }],
        properties: { wattage_per_state: "95:120:200, 93:170", wattage_off: "10" },
      },
    ],
  })
})

it("profiles are read from traces, their connections and files", () => {
  const text = zone(`
    <host id="a" speed="1Gf" speed_file="a.speed"/>
    <link id="l" bandwidth="1GBps" state_file="l.state" sharing_policy="FATPIPE"/>
    <trace id="t" periodicity="10">
      0 1e9
      # at night
      5.5 5e8
    </trace>
    <trace_connect kind="BANDWIDTH" trace="t" element="l"/>`)
  const files: Record<string, string> = {
    "a.speed": "0 1\n2 0.5\nLOOPAFTER 3\n",
    "l.state": "PERIODICITY 4\n1 0\n2 1",
  }
  const { hosts, links } = readPlatformXml(text, "p.xml", {
    readFile: (name) => files[name]!,
  }) as Platform & {
    routing: "full"
  }
  expect(hosts![0]!.speedProfile).toEqual({
    points: [
      [0, 1],
      [2, 0.5],
    ],
    period: 5,
  })
  expect(links![0]).toEqual({
    name: "l",
    bandwidth: 1e9,
    policy: "fatpipe",
    bandwidthProfile: {
      points: [
        [0, 1e9],
        [5.5, 5e8],
      ],
      period: 10,
    },
    stateProfile: {
      points: [
        [1, 0],
        [2, 1],
      ],
      period: 4,
    },
  })
})

it("clusters are read in all topologies", () => {
  expect(
    read(
      cluster('core="2" bb_bw="10GBps" bb_lat="2us" loopback_bw="5GBps" limiter_link="1GBps" router_id="r"'),
    ),
  ).toEqual({
    name: "c",
    routing: "cluster",
    hosts: { prefix: "n", suffix: "", numbers: "0-3", speed: 1e9, cores: 2 },
    links: { bandwidth: 1e9, latency: 1e-6, policy: "split-duplex" },
    backbone: { bandwidth: 1e10, latency: 2e-6 },
    loopback: { bandwidth: 5e9, latency: 0 },
    limiter: 1e9,
    router: "r",
  })
  expect(read(cluster('topology="FAT_TREE" topo_parameters="2;2,2;1,2;1,1"'))).toMatchObject({
    routing: "fat-tree",
    down: [2, 2],
    up: [1, 2],
    parallel: [1, 1],
  })
  expect(read(cluster('topology="TORUS" topo_parameters="2,2"'))).toMatchObject({
    routing: "torus",
    dimensions: [2, 2],
  })
  expect(read(cluster('topology="DRAGONFLY" topo_parameters="2,3;1,1;2,2;1"'))).toMatchObject({
    routing: "dragonfly",
    groups: { count: 2, cables: 3 },
    chassis: { count: 1, cables: 1 },
    blades: { count: 2, cables: 2 },
    nodes: 1,
  })
})

it("version 3 is read, with speeds that are called power and no units", () => {
  const text = platform('<AS id="z" routing="None"><host id="a" power="1e9"/></AS>', "3")
  expect(read(text)).toEqual({ name: "z", routing: "full", hosts: [{ name: "a", speed: 1e9 }] })
})

it("settings are handed to who asks for them", () => {
  const settings: string[] = []
  const text = platform(
    `<config id="x"><prop id="network/model" value="CM02"/></config><zone id="z" routing="Full"/>`,
  )
  readPlatformXml(text, "p.xml", { onConfig: (id, value) => settings.push(`${id}=${value}`) })
  expect(settings).toEqual(["network/model=CM02"])
})

const faults: [title: string, text: string, message: string][] = [
  ["nothing in it", "", 'p.xml: the document is ""; expected an XML document, not an empty one'],
  [
    "its end missing",
    zone(host).replace("</platform>", ""),
    'p.xml, line 5, column 1: fault in the XML is "Unclosed root tag"; expected well-formed XML',
  ],
  [
    "a wrong end tag",
    zone("<host id='a' speed='1f'></hots>"),
    'p.xml, line 3, column 32: fault in the XML is "Unexpected close tag"; expected well-formed XML',
  ],
  ["another root", "<html/>", 'p.xml, line 1, column 1: root element is "html"; expected <platform>'],
  [
    "an ancient version",
    platform("", "1"),
    'p.xml, line 1, column 1: version of <platform> is "1"; expected a version from 3 to 4.1',
  ],
  [
    "no zone",
    platform(""),
    "p.xml, line 1, column 1: number of zones is 0; expected one <zone> or <cluster> in <platform>",
  ],
  [
    "two outermost zones",
    platform('<zone id="y" routing="Full"/>\n<zone id="z" routing="Full"/>'),
    'p.xml, line 3, column 1: second zone is "z"; expected one <zone> or <cluster> in <platform>, with all others in it',
  ],
  [
    "an unknown element",
    zone(`${host}\n  <hots id="b" speed="1Gf"/>`),
    'p.xml, line 4, column 3: element in <zone> is "hots"; expected one of prop, trace, trace_connect, host, link, router, zone, cluster, cabinet, backbone, host_link, route, zoneRoute, bypassRoute, bypassZoneRoute: did you mean "host"?',
  ],
  [
    "an unknown attribute",
    zone('<host id="b" sped="1Gf"/>'),
    'p.xml, line 3, column 1: attribute of <host> is "sped"; expected one of id, speed, core, speed_file, availability_file, state_file, coordinates, pstate: did you mean "speed"?',
  ],
  [
    "an attribute twice",
    zone('<host id="b" speed="1f"\n id="c"/>'),
    'p.xml, line 3, column 1: attribute of <host> is "id"; expected each attribute once',
  ],
  [
    "text between the elements",
    zone(`${host} and so on`),
    'p.xml, line 2, column 1: text in <zone> is "and so on"; expected elements only',
  ],
  [
    "an attribute missing",
    zone('<host id="b"/>'),
    "p.xml, line 3, column 1: speed of <host> is undefined; expected a value, as it must be given",
  ],
  [
    "an unknown unit",
    zone('<host id="b" speed="1Gh"/>'),
    'p.xml, line 3, column 1: speed of <host> "b" is "1Gh"; expected a number of at least 0, in flop/s, or a text with a unit such as "1Gf"; no unit of speed is called "Gh": did you mean "Gf"?',
  ],
  [
    "a negative latency",
    zone('<link id="l" bandwidth="1Bps" latency="-1s"/>'),
    'p.xml, line 3, column 1: latency of <link> "l" is "-1s"; expected a number of at least 0, in seconds, or a text with a unit such as "50us"',
  ],
  [
    "no cores",
    zone('<host id="b" speed="1f" core="0"/>'),
    'p.xml, line 3, column 1: core of <host> "b" is "0"; expected a whole number of at least 1',
  ],
  [
    "a p-state that is not there",
    zone('<host id="b" speed="2f,1f" pstate="2"/>'),
    'p.xml, line 3, column 1: pstate of <host> "b" is 2; expected less than the number of speeds, which is 2',
  ],
  [
    "an unknown policy",
    zone('<link id="l" bandwidth="1Bps" sharing_policy="SPLIT_DUPLEX"/>'),
    'p.xml, line 3, column 1: sharing_policy of <link> "l" is "SPLIT_DUPLEX"; expected one of SHARED, FATPIPE, SPLITDUPLEX, FULLDUPLEX: did you mean "SPLITDUPLEX"?',
  ],
  [
    "an unknown routing",
    platform('<zone id="z" routing="Floid"/>'),
    'p.xml, line 2, column 1: routing of <zone> "z" is "Floid"; expected one of Full, None, Dijkstra, DijkstraCache, Floyd, Cluster: did you mean "Floyd"?',
  ],
  [
    "Vivaldi routing",
    platform('<zone id="z" routing="Vivaldi"/>'),
    'p.xml, line 2, column 1: routing of <zone> "z" is "Vivaldi"; expected a routing over links; Vivaldi coordinates are not supported',
  ],
  [
    "actors",
    platform(`<zone id="z" routing="Full">${host}</zone>\n<actor host="a" function="f"/>`),
    'p.xml, line 3, column 1: element is "actor"; expected a platform only; write actors as processes of the engine',
  ],
  [
    "a backbone in a full zone",
    zone('<backbone id="b" bandwidth="1Bps" latency="0"/>'),
    'p.xml, line 3, column 1: element is "backbone"; expected a zone with another routing; this one has Full',
  ],
  [
    "a host twice",
    zone(`${host}\n${host}`),
    'p.xml, line 4, column 1: host name is "a"; expected a name that no other host has',
  ],
  [
    "a route over an unknown link",
    zone(
      `${host}<host id="b" speed="1f"/><link id="wire" bandwidth="1Bps"/>\n<route src="a" dst="b"><link_ctn id="wir"/></route>`,
    ),
    'p.xml, line 4, column 24: link name is "wir"; expected a known one: did you mean "wire"?',
  ],
  [
    "a route to an unknown host",
    zone(`<host id="alpha" speed="1f"/><link id="wire" bandwidth="1Bps"/>
<route src="alpha" dst="alhpa"><link_ctn id="wire"/></route>`),
    'p.xml, line 4, column 1: host, router or zone name is "alhpa"; expected a known one: did you mean "alpha"?',
  ],
  [
    "a malformed radical",
    cluster("").replace("0-3", "0..3"),
    'p.xml, line 2, column 1: radical of <cluster> "c" is "0..3"; expected ranges and single numbers such as "0-99,200", none of them twice',
  ],
  [
    "topology parameters that are too few",
    cluster('topology="FAT_TREE" topo_parameters="2;2,2;1,2"'),
    'p.xml, line 2, column 1: topo_parameters of <cluster> "c" is "2;2,2;1,2"; expected "levels;down;up;parallel" with a number for each level, such as "2;4,4;1,2;1,2"',
  ],
  [
    "a latency of a loopback without bandwidth",
    cluster('loopback_lat="1us"'),
    'p.xml, line 2, column 1: loopback_bw of <cluster> "c" is 0; expected above 0, as loopback_lat is',
  ],
  [
    "a consumption for one p-state of two",
    zone('<host id="b" speed="2f,1f">\n<prop id="wattage_per_state" value="1:2"/></host>'),
    'p.xml, line 4, column 1: prop wattage_per_state is "1:2"; expected 2 entries, one for each p-state',
  ],
  [
    "an old name of a property",
    zone('<host id="b" speed="1f"><prop id="watt_off" value="1"/></host>'),
    'p.xml, line 3, column 25: prop is "watt_off"; expected the new name "wattage_off"',
  ],
  [
    "a profile's file and no reader",
    zone('<host id="b" speed="1f" state_file="b.state"/>'),
    'p.xml, line 3, column 1: state_file of <host> "b" is "b.state"; expected no other file, unless readFile is given',
  ],
  [
    "a profile that goes back in time",
    zone(
      `${host}<trace id="t" periodicity="-1">5 1\n4 0</trace><trace_connect trace="t" element="a" kind="HOST_AVAIL"/>`,
    ),
    'p.xml, line 3, column 27, line 2 of the profile: line is "4 0"; expected a date of at least the one before, 5',
  ],
  [
    "a profile for nobody",
    zone(
      `${host}<trace id="t" periodicity="-1">5 1</trace>\n<trace_connect trace="t" element="aa" kind="SPEED"/>`,
    ),
    'p.xml, line 4, column 1: host name is "aa"; expected one of the 1 known, such as "a"',
  ],
  [
    "an unknown trace",
    zone(`${host}\n<trace_connect trace="t" element="a" kind="SPEED"/>`),
    'p.xml, line 4, column 1: trace name is "t"; expected a trace that exists, and there is none yet',
  ],
  [
    "settings and nobody who takes them",
    platform('<config><prop id="network/model" value="CM02"/></config><zone id="z" routing="Full"/>'),
    'p.xml, line 2, column 9: setting is "network/model"; expected no <config>, unless onConfig is given; what it sets is an option of Engine',
  ],
]

it.each(faults)("a file with %s is refused in one line", (_, text, message) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ name: "InputError", message }))
})

it("elements of endless depth are refused in one line", () => {
  const zones = (tag: (i: number) => string) => Array.from({ length: 5000 }, (_, i) => tag(i)).join("")
  const text = `<platform version="4.1">${zones((i) => `<zone id="z${i}" routing="Full">`)}${zones(() => "</zone>")}</platform>`
  expect(() => readPlatformXml(text, "p.xml")).toThrow(
    /^p\.xml, line 1, column \d+: depth of elements is 501; expected at most 500$/,
  )
})

it("an entity of HTML is none", () => {
  expect(() => read(zone('<host id="a&nbsp;b" speed="1f"/>'))).toThrow("p.xml, line 3, column")
})

it("an entity of a DTD is not expanded", () => {
  const text = `<!DOCTYPE platform [<!ENTITY big "bigbigbig">]>\n${zone('<host id="&big;" speed="1f"/>')}`
  expect(() => read(text)).toThrow("p.xml, line 4")
})
