import { Script } from "node:vm"
import { describe, expect, it } from "vitest"
import { checkClaim, type PageContent, page, quotedClaim, type Replay } from "../src/index.ts"
import { pageScript, renderFigure } from "../src/node/index.ts"
import { charts, figureOf } from "./support/figures.ts"

const attack = `<script>alert("x")</script> & 'more'`
const escaped = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;more&#39;"
const rendered = await renderFigure(figureOf("time-by-rate", charts["line-chart"]!.spec))
const claimed = {
  source: "slide 72",
  published: "265.45 s",
  certainty: "observed",
  regenerated: "268.1 s",
  numbers: {},
} as const

const replay: Replay = {
  hosts: ["node1", "node2"],
  vms: ["vm-1"],
  residencies: [
    { vm: 0, host: 0, from: 0, to: 12.34567891 },
    { vm: 0, host: 1, from: 12.34567891, to: 60 },
  ],
  migrations: [{ vm: 0, from: 0, to: 1, begin: 10, end: 12.34567891, ok: true }],
  violations: [{ host: 0, from: 5, to: 12.34567891, detected: 6 }],
  power: [],
  end: 60,
  unplaced: 0,
}
const program = `const end = "</script><!--<script"; /<\\/SCRIPT>/.test(end)`

const content: PageContent = {
  title: "placelab: figures",
  script: program,
  notebooks: [
    {
      name: "live-migration",
      title: "Live migration",
      question: "How long does it take?",
      figures: [rendered, { ...rendered, id: "second", caption: attack, reproduces: "our own" }],
      replays: [{ id: "one-run", title: "One run", caption: "vm-1 moves.", replay }],
      claims: [
        checkClaim({ ...claimed, id: "C1", statement: "It takes longer.", holds: true }),
        checkClaim({
          ...claimed,
          id: "C2",
          statement: "It takes twice as long.",
          holds: false,
          mayMiss: "Other latencies.",
        }),
        quotedClaim({
          id: "C3",
          statement: "It scales.",
          source: "abstract",
          published: "100,000 VMs",
          reason: "No load.",
        }),
      ],
    },
    { name: "boot", title: "Boot time", question: "Is it linear?", figures: [], replays: [], claims: [] },
  ],
}
const html = page(content)

/** The page with every text replaced by the attack. */
const attacked = page({
  title: attack,
  notebooks: [
    {
      name: attack,
      title: attack,
      question: attack,
      figures: [
        {
          ...rendered,
          id: attack,
          title: attack,
          caption: attack,
          source: attack,
          spec: { data: { values: [{ name: attack }] } },
        },
      ],
      replays: [{ id: attack, title: attack, caption: attack, replay: { ...replay, vms: [attack] } }],
      claims: [
        checkClaim({
          id: attack,
          statement: attack,
          source: attack,
          published: attack,
          regenerated: attack,
          numbers: {},
          holds: false,
          mayMiss: attack,
        }),
      ],
    },
  ],
})

describe("the page", () => {
  it("is the same bytes for the same content", () => {
    expect(page(content)).toBe(html)
  })

  it("loads nothing from outside: no script, no font, no picture but its own, and says so to the browser", () => {
    expect(html).not.toMatch(/<script[^>]* src|<link|@import|url\(|src="(?!data:)/)
    expect(html).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data: blob:`,
    )
  })

  it("escapes every text, in tags, in attributes and in data", () => {
    expect(attacked).not.toContain("<script>")
    expect(attacked.match(/<script type="application\/json">/g)).toHaveLength(2)
    expect(attacked.match(/<\/script>/g)).toHaveLength(2)
    expect(attacked).not.toMatch(/="[^"]*<|[^\\]'more'(?!")/)
    expect(html).toContain(`<p>${escaped}</p>`)
  })

  it("holds its program in one script, which no text of it ends", () => {
    const [, inside] = /<script>([\s\S]*?)<\/script>/.exec(html)!
    expect(html.match(/<script>/g)).toHaveLength(1)
    expect(inside).not.toMatch(/<!--|<script/i)
    // The escapes mean the same.
    expect(new Script(inside!.replace("const end = ", "").split(";")[0]!).runInNewContext()).toBe(
      "</script><!--<script",
    )
    expect(page({ ...content, script: "" }).length).toBeLessThan(html.length)
  })

  it("is whole without a program: what needs one is hidden", () => {
    const { script: _, ...plain } = content
    const still = page(plain)
    expect(still).not.toContain("<script>")
    const live = [...still.matchAll(/<[a-z]+ [^>]*data-live[^>]*>/g)].map(([tag]) => tag)
    expect(live.length).toBeGreaterThan(4)
    for (const tag of live) expect(tag).toMatch(/ data-live hidden>$/)
  })

  it("has the specification of each figure once, as data", () => {
    const specs = [...html.matchAll(/<script type="application\/json">(.*?)<\/script>/g)].map(([, json]) =>
      JSON.parse(json!),
    )
    const spec = JSON.parse(JSON.stringify(rendered.spec))
    expect(specs.slice(0, 2)).toEqual([spec, spec])
    expect(html.split(JSON.stringify(rendered.spec.$schema))).toHaveLength(3)
  })

  it("has a replay as data, with dates to the millisecond, and in words", () => {
    const [, json] = /<figure class="replay"[\s\S]*?<script type="application\/json">(.*?)<\/script>/.exec(
      html,
    )!
    expect(JSON.parse(json!).residencies).toEqual([
      { vm: 0, host: 0, from: 0, to: 12.346 },
      { vm: 0, host: 1, from: 12.346, to: 60 },
    ])
    expect(html).toContain("Replay: 2 machines and 1 VM for 60.0 s: 1 migration, 1 overload.")
  })

  it("holds each SVG as an image with its size and a text for those who do not see it", () => {
    const [, data] = /<img src="data:image\/svg\+xml;base64,([^"]+)"/.exec(html)!
    const [, size] = /( width="[\d.]+" height="[\d.]+")/.exec(rendered.svg)!
    expect(Buffer.from(data!, "base64").toString("utf8")).toBe(rendered.svg)
    expect(html).toContain(`"${size} alt="Migration time. Pre-copy diverges`)
    expect(html.match(/<img /g)).toHaveLength(2)
  })

  it("links the files of a figure in the folder of its notebook", () => {
    expect(html).toContain('<a href="live-migration/time-by-rate.svg">SVG</a>')
    expect(html).toContain('<a href="live-migration/time-by-rate.png">PNG</a>')
  })

  it("counts the claims by verdict", () => {
    for (const count of ["✓ held: 1", "✗ missed: 1 (1 foreseen)", "“” quoted: 1"])
      expect(html).toContain(count)
  })

  it("sets published beside regenerated values, with the reason of a miss or a quote", () => {
    expect(html).toContain(
      '<td role="cell" data-label="Published"><p>265.45 s</p><p class="soft">observed</p></td>',
    )
    expect(html).toContain("<p>268.1 s</p><p>May miss: Other latencies.</p>")
    expect(html).toContain("<p>Not regenerated: No load.</p>")
  })

  it("names its language, and steps down its headings one level at a time", () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/)
    const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level))
    expect(levels[0]).toBe(1)
    levels.slice(1).forEach((level, index) => {
      expect(level).toBeGreaterThan(1)
      expect(level - levels[index]!).toBeLessThanOrEqual(1)
    })
  })

  it("gives every anchor of its contents a section", () => {
    const anchors = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!)
    expect(anchors).toEqual(["figures", "live-migration", "boot", "replay-file"])
    for (const id of anchors) expect(html).toContain(`id="${id}"`)
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it("can hide the claims of other verdicts and the figures of other kinds by radio buttons alone", () => {
    for (const verdict of ["held", "missed", "quoted"]) {
      expect(html).toContain(`id="show-${verdict}"`)
      expect(html).toContain(`body:has(#show-${verdict}:checked) .experiment tbody tr:not(.is-${verdict})`)
      expect(html).toContain(`<tr role="row" class="is-${verdict}">`)
    }
    for (const kind of ["same numbers", "same shape", "same ordering", "our own"]) {
      const id = `kind-${kind.replace(" ", "-")}`
      expect(html).toContain(`id="${id}" value="${kind}"`)
      expect(html).toContain(`body:has(#${id}:checked) figure:not([data-kind="${kind}"])`)
    }
    expect(html).toContain('<figure id="live-migration--second" data-kind="our own">')
  })
})

it("the program of the page is one classic script, with the licences of what is in it", () => {
  const code = pageScript()
  expect(() => new Script(code)).not.toThrow()
  expect(code).toMatch(/^\/\*!\nThis program contains\n/)
  expect(code).toMatch(/\bvega-embed 7\.3\.0\b/)
})
