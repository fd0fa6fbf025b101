import { describe, expect, test } from "vitest"
import {
  decodeConstraints,
  formatConstraint,
  parseConstraints,
} from "../../src/constraints/documents/index.ts"
import { type ConstraintStatement, constraintTypes } from "../../src/index.ts"
import { drawConstrained, ofOneReading, readings } from "../property/constraintInstances.ts"

const written: readonly (readonly [string, ConstraintStatement])[] = [
  ["spread({web-1, web-2})", { type: "spread", vms: ["web-1", "web-2"] }],
  ["continuous spread({web-1, web-2})", { type: "spread", vms: ["web-1", "web-2"], continuous: true }],
  ["gather({})", { type: "gather", vms: [] }],
  ["fence({db}, {pm-1, pm-2})", { type: "fence", vms: ["db"], hosts: ["pm-1", "pm-2"] }],
  ["ban({db}, {pm-1})", { type: "ban", vms: ["db"], hosts: ["pm-1"] }],
  [
    "continuous among({x, y}, {{a, b}, {c}})",
    { type: "among", vms: ["x", "y"], groups: [["a", "b"], ["c"]], continuous: true },
  ],
  ["lonely({x})", { type: "lonely", vms: ["x"] }],
  ["split({{x, y}, {z}})", { type: "split", groups: [["x", "y"], ["z"]] }],
  ["root({x})", { type: "root", vms: ["x"] }],
  ["quarantine({a})", { type: "quarantine", hosts: ["a"] }],
  ["capacity({a, b}, vms, 3)", { type: "capacity", hosts: ["a", "b"], of: "vms", amount: 3 }],
  ["capacity({a}, cpu, 2.5)", { type: "capacity", hosts: ["a"], of: "cpu", amount: 2.5 }],
  ["capacity({a}, memory, 3GiB)", { type: "capacity", hosts: ["a"], of: "memory", amount: 3 * 1024 ** 3 }],
  ["preserve({x}, memory, 1000)", { type: "preserve", vms: ["x"], of: "memory", amount: 1000 }],
  ["preserve({x}, memory, 0)", { type: "preserve", vms: ["x"], of: "memory", amount: 0 }],
  ["maxOnline({a, b}, 1)", { type: "maxOnline", hosts: ["a", "b"], count: 1 }],
  ["online({a})", { type: "online", hosts: ["a"] }],
  ["continuous offline({a})", { type: "offline", hosts: ["a"], continuous: true }],
  ['spread({"two words", "say \\"x\\"", "#1"})', { type: "spread", vms: ["two words", 'say "x"', "#1"] }],
]

describe("the text form", () => {
  test.each(written)("%s is read and written as it is", (text, statement) => {
    expect(parseConstraints(text, "rules.txt")).toEqual([statement])
    expect(formatConstraint(statement)).toBe(text)
  })

  test("has an example of every constraint here", () => {
    expect([...new Set(written.map(([, { type }]) => type))].sort()).toEqual(constraintTypes)
  })

  test("takes a name for a set of one, comments, words for what goes without saying, and any space", () => {
    const text = "# web\rspread( {a,b} )  fence(db, pm-1)\r\n\n  discrete ban(x,{})# end\ncontinuous root(y)"
    expect(parseConstraints(text, "rules.txt")).toEqual([
      { type: "spread", vms: ["a", "b"] },
      { type: "fence", vms: ["db"], hosts: ["pm-1"] },
      { type: "ban", vms: ["x"], hosts: [] },
      { type: "root", vms: ["y"] },
    ])
  })

  const all = constraintTypes.join(", ")
  test.each([
    [
      "spred({a})",
      1,
      1,
      `constraint is "spred"; expected continuous, discrete, or one of ${all}: did you mean "spread"?`,
    ],
    [
      "continuos spread({a})",
      1,
      1,
      `constraint is "continuos"; expected continuous, discrete, or one of ${all}: did you mean "continuous"?`,
    ],
    ["continuous gathr({a})", 1, 12, `constraint is "gathr"; expected one of ${all}: did you mean "gather"?`],
    [
      '"spread"({a})',
      1,
      1,
      `constraint is "spread"; expected continuous, discrete, or one of ${all}: did you mean "spread"?`,
    ],
    ["(", 1, 1, `constraint is "("; expected continuous, discrete, or one of ${all}`],
    ["discrete root({a})", 1, 1, 'reading is "discrete"; expected none, as root is continuous only'],
    [
      "continuous preserve(a, cpu, 1)",
      1,
      1,
      'reading is "continuous"; expected none, as preserve is discrete only',
    ],
    ["spread {a}", 1, 8, 'text is "{"; expected "("'],
    ["spread({a}", 1, 11, 'text is "the end of the text"; expected ")"'],
    ["spread({a}, {b})", 1, 11, 'text is ","; expected ")"'],
    ["fence(a\n  {b})", 2, 3, 'text is "{"; expected ","'],
    ["spread({a b})", 1, 11, 'text is "b"; expected "," or "}"'],
    ["spread({a,})", 1, 11, 'text is "}"; expected the name of a VM'],
    ["online(,)", 1, 8, 'text is ","; expected the name of a host, or a set of such names in braces'],
    ["split(a)", 1, 7, 'text is "a"; expected a set of sets of VMs'],
    ["among(x, {a, (})", 1, 14, 'text is "("; expected the name of a host, or a set of such names in braces'],
    [
      "capacity(a, memry, 1)",
      1,
      13,
      'resource is "memry"; expected one of vms, cpu, memory: did you mean "memory"?',
    ],
    ["capacity(a, vms, many)", 1, 18, 'number is "many"; expected a number of at least 0'],
    ["maxOnline(a, -1)", 1, 14, 'number is "-1"; expected a whole number of at least 0'],
    ["maxOnline(a, 1.5)", 1, 14, 'number is "1.5"; expected a whole number of at least 0'],
    ["maxOnline(a, 0x10)", 1, 14, 'number is "0x10"; expected a whole number of at least 0'],
    ["capacity(a, vms, 4GiB)", 1, 18, 'number is "4GiB"; expected a number of at least 0'],
    ["preserve(a, memory, 4GHz)", 1, 21, 'number is "4GHz"; expected a number of at least 0, in bytes'],
    ["spread({a;b})", 1, 10, 'text is ";b})"; expected a name, or one of ( ) { } ,'],
    [`online({;${"x".repeat(1000)}})`, 1, 9, `text is ";${"x".repeat(39)}"; expected a name`],
    [
      "# a comment ends with its line\rspread(",
      2,
      8,
      'text is "the end of the text"; expected the name of a VM',
    ],
    ['spread({"a})', 1, 9, 'text is "\\"a})"; expected a " at the end of the name'],
    [
      'spread({"\\a"})',
      1,
      9,
      'name is "\\"\\\\a\\""; expected a name in quotes, with \\" and \\\\ for the marks themselves',
    ],
  ])("%s is refused with line, column and remedy", (text, line, column, expected) => {
    expect(() => parseConstraints(text, "rules.txt")).toThrow(
      `rules.txt, line ${line}, column ${column}: ${expected}`,
    )
  })
})

describe("the JSON form", () => {
  test("is the statement", () => {
    const json = JSON.parse(JSON.stringify(written.map(([, statement]) => statement)))
    expect(decodeConstraints(json, "rules.json")).toEqual(json)
  })

  test.each([
    [{}, "rules.json: the document is {}; expected a list of constraints"],
    [[{ type: "spred", vms: [] }], 'rules.json: [0].type is "spred"; expected one of "among", "ban"'],
    [[{ type: "spread", vm: ["x"] }], 'did you mean "vms"?'],
    [[{ type: "spread", vms: [""] }], "expected a name"],
    [
      [{ type: "spread", vms: ["x"], continuous: false }],
      "expected true, or nothing for a discrete constraint",
    ],
    [[{ type: "root", vms: ["x"], continuous: true }], "continuous"],
    [[{ type: "capacity", hosts: ["a"], of: "disk", amount: 1 }], "disk"],
    [[{ type: "capacity", hosts: ["a"], of: "cpu", amount: "many" }], "expected a number of at least 0"],
    [[{ type: "maxOnline", hosts: ["a"], count: 0.5 }], "expected a whole number of at least 0"],
  ])("refuses what it does not know, case %#", (json, expected) => {
    expect(() => decodeConstraints(json, "rules.json")).toThrow(expected)
  })
})

test.each([...readings, ...ofOneReading])(
  "200 drawn constraints %s, %s go through text and JSON and back",
  (...kind) => {
    for (let seed = 0; seed < 200; seed++) {
      const { statement } = drawConstrained([kind], seed).constraints[0]!
      expect(parseConstraints(formatConstraint(statement), "drawn")).toEqual([statement])
      expect(decodeConstraints(JSON.parse(JSON.stringify([statement])), "drawn")).toEqual([statement])
    }
  },
)
