import { describe, expect, it } from "vitest"
import { checkClaim, type PageContent, page, quotedClaim } from "../src/index.ts"
import { renderFigure } from "../src/node/index.ts"
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

const content: PageContent = {
  title: "placelab: figures",
  notebooks: [
    {
      name: "live-migration",
      title: "Live migration",
      question: "How long does it take?",
      figures: [rendered, { ...rendered, id: "second", caption: attack }],
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
    { name: "boot", title: "Boot time", question: "Is it linear?", figures: [], claims: [] },
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
      figures: [{ ...rendered, id: attack, title: attack, caption: attack, source: attack }],
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

  it("loads nothing: no script, no font, no picture but its own", () => {
    expect(html).not.toMatch(/<script|<link|@import|url\(|src="(?!data:)/)
  })

  it("escapes every text, in tags and in attributes", () => {
    expect(attacked).not.toContain("<script")
    expect(attacked).not.toMatch(/="[^"]*<|'more'/)
    expect(html).toContain(`<p>${escaped}</p>`)
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
    expect(anchors).toEqual(["figures", "live-migration", "boot"])
    for (const id of anchors) expect(html).toContain(`id="${id}"`)
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it("can hide the claims of other verdicts by radio buttons", () => {
    for (const verdict of ["held", "missed", "quoted"]) {
      expect(html).toContain(`id="show-${verdict}"`)
      expect(html).toContain(`body:has(#show-${verdict}:checked) tbody tr:not(.is-${verdict})`)
      expect(html).toContain(`<tr role="row" class="is-${verdict}">`)
    }
  })
})
