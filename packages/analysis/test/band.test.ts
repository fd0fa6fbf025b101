import { Resvg } from "@resvg/resvg-js"
import { describe, expect, it } from "vitest"
import { bands } from "../src/charts/band.ts"
import { textWidth } from "../src/charts/textWidth.ts"
import { fontFiles } from "./support/texts.ts"

const axisOf = (names: readonly unknown[], width: number, below?: Map<unknown, string>) =>
  bands(
    names.map((name) => ({ name })),
    { field: "name", title: "name" },
    { paddingInner: 0, paddingOuter: 0 },
    width,
    below,
  ).axis

describe("the names of bands", () => {
  it("stand as they are where they have room", () => {
    expect(axisOf(["60 %", "80 %"], 560)).toEqual({ labelAngle: 0, grid: false })
  })

  it("are broken at spaces where that makes room", () => {
    expect(axisOf(["first fit decreasing", "Entropy"], 160)).toEqual({
      labelAngle: 0,
      grid: false,
      labelExpr: '({"first fit decreasing":["first fit","decreasing"],"Entropy":["Entropy"]})[datum.value]',
    })
  })

  it("are slanted where a word has no room, upright in narrow bands, and some of them in very narrow ones", () => {
    expect(axisOf(["first-fit-decreasing", "Entropy"], 160)).toMatchObject({ labelAngle: -35 })
    const numbers = (count: number) => Array.from({ length: count }, (_, i) => 1000 + i)
    expect(axisOf(numbers(40), 560)).toMatchObject({ labelAngle: -90 })
    expect(axisOf(numbers(40), 560)).not.toHaveProperty("values")
    expect(axisOf(numbers(100), 560)).toMatchObject({
      labelAngle: -90,
      values: numbers(100).filter((i) => i % 3 === 1),
    })
  })

  it("have a further line below, or behind a colon where they are slanted", () => {
    const below = new Map([["Entropy", "12 kWh"]])
    expect(axisOf(["Entropy"], 560, below)).toMatchObject({
      labelExpr: '({"Entropy":["Entropy","12 kWh"]})[datum.value]',
    })
    expect(axisOf(["Entropy", "first-fit-decreasing"], 160, below)).toMatchObject({
      labelExpr:
        '({"Entropy":["Entropy: 12 kWh"],"first-fit-decreasing":["first-fit-decreasing"]})[datum.value]',
    })
  })
})

describe("the width of a text", () => {
  it.each([
    "first-fit decreasing",
    "Entropy, 128",
    "2 x 1 GB, one host",
    "pm-399",
    "80 %",
    "MMT VMs",
    "illicit",
  ])("of %s is that of the font, to three percent", (text) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><text font-family="DejaVu Sans" font-size="11">|${text}|</text></svg>`
    const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: "DejaVu Sans" }
    // Bars at both ends, whose own width is known: ink ends before an advance does.
    const ink = new Resvg(svg, { font }).getBBox()!.width
    const bar = 11 * 0.337
    const stroke = 11 * 0.0977
    expect(Math.abs(textWidth(text, 11) / (ink - bar - stroke) - 1)).toBeLessThan(0.03)
  })
})
