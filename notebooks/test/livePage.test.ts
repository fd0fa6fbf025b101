import { readFileSync } from "node:fs"
import type { Page } from "playwright-core"
import { describe, expect, it } from "vitest"
import { openPage } from "./support/browser.ts"
import { fixturePage, focused, overhang, viewport, widths } from "./support/fixturePage.ts"

const file = fixturePage()

/** Titles of the figures that are shown, and ids of the claims. */
async function shown(page: Page): Promise<string[]> {
  const titles = await page.locator("figure h3:visible").allTextContents()
  const claims = await page.locator("tbody th p.soft:visible").allTextContents()
  return [...titles, ...claims.map((text) => text.split(" ")[0]!)]
}

const everything = [
  "Two bars",
  "Durations",
  "Five VMs on three machines",
  "equal-bars",
  "third-bar",
  "colour",
]

describe("the filter", () => {
  it("shows what has the words, the verdict and the kind, counts it, and keeps it in the address", async (context) => {
    const { page, complaints } = await openPage(file, context, viewport(1280))
    const left = page.locator("#left")
    expect(await shown(page)).toEqual(everything)
    expect(await left.textContent()).toBe("Shown: 1 of 1 experiments, 3 of 3 figures, 3 of 3 claims.")
    expect(await left.getAttribute("aria-live")).toBe("polite")
    const clear = page.getByRole("button", { name: "Clear the filter" })
    expect(await clear.isVisible()).toBe(false)

    await page.getByLabel("Search titles, captions, claims and sources").fill("BARS grey")
    expect(await shown(page)).toEqual(["colour"])
    expect(await left.textContent()).toBe("Shown: 1 of 1 experiments, 0 of 3 figures, 1 of 3 claims.")
    expect(page.url()).toMatch(/#words=BARS\+grey$/)

    await clear.click()
    expect(await shown(page)).toEqual(everything)
    expect(page.url()).not.toContain("#")
    expect(await focused(page)).toBe("#words")

    await page.getByLabel("missed").check()
    await page.getByLabel("our own").check()
    expect(await shown(page)).toEqual(["Durations", "third-bar"])
    expect(page.url()).toMatch(/#show=missed&kind=our\+own$/)

    await page.locator("#words").fill("nothing has this")
    expect(await shown(page)).toEqual([])
    expect(await left.textContent()).toContain("Nothing matches")
    expect(await page.getByRole("heading", { name: "Two bars", level: 2 }).isVisible()).toBe(false)
    expect(await page.locator("nav li:visible").count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it("comes from a link that somebody shared, with the place in it", async (context) => {
    const hash = "#words=slide&kind=our+own&at=ok"
    const { page } = await openPage(file, context, { ...viewport(400), hash })
    expect(await shown(page)).toEqual(["Durations"])
    expect(await page.locator("#words").inputValue()).toBe("slide")
    expect(await page.getByLabel("our own").isChecked()).toBe(true)
    await expect
      .poll(() => page.evaluate<number>("document.getElementById('ok').getBoundingClientRect().top"))
      .toBeCloseTo(0, 0)
    expect(new URL(page.url()).hash).toBe(hash)

    // A link of the page is followed, and the filter stays, in the address too.
    await page.evaluate("location.hash = '#replay-file'")
    await expect.poll(() => page.evaluate<string>("location.hash")).toContain("at=replay-file")
    expect(await shown(page)).toEqual(["Durations"])
  })

  it("works by its radio buttons without a program, and offers nothing else there", async (context) => {
    const { page, complaints } = await openPage(file, context, {
      ...viewport(1280),
      javaScriptEnabled: false,
    })
    for (const name of ["#words", "#events", ".interact", "#clear"]) {
      expect(await page.locator(name).first().isVisible(), name).toBe(false)
    }
    await page.getByLabel("missed").check()
    expect(await shown(page)).toEqual([...everything.slice(0, 3), "third-bar"])
    await page.getByLabel("same numbers").check()
    expect(await shown(page)).toEqual(["Two bars", "third-bar"])
    await page.getByLabel("same ordering").check()
    expect(await page.locator("section.experiment:visible").count()).toBe(0)
    expect(complaints).toEqual([])
  })
})

describe("a figure", () => {
  it.for(widths)(
    "becomes a live chart with values, and a picture again, on %i pixels",
    async (width, context) => {
      const { page, complaints } = await openPage(file, context, viewport(width))
      const figure = page.locator("#ok--one-line")
      await figure.getByRole("button", { name: "Interact with Durations" }).click()
      const chart = figure.getByRole("group", { name: "Live chart: Durations" })
      await chart.locator("svg.marks").waitFor()
      expect(await figure.locator("img").isVisible()).toBe(false)

      // 8 / (1 - 50 %) seconds.
      await chart.locator(".mark-symbol.role-mark path").nth(2).hover({ force: true })
      const tip = page.locator("#vg-tooltip-element.visible")
      await tip.waitFor()
      expect(await tip.locator("tr").allTextContents()).toEqual([
        "rate (%)50",
        "duration (s)16",
        "modelpre-copy",
      ])
      expect(await overhang(page)).toBe(0)

      await figure.getByRole("button", { name: "Back to the picture with Durations" }).click()
      expect(await chart.count()).toBe(0)
      expect(await figure.locator("img").isVisible()).toBe(true)
      expect(complaints).toEqual([])
    },
  )

  it("that is live can be moved, and made whole again", async (context) => {
    const { page, complaints } = await openPage(file, context, viewport(1280))
    const figure = page.locator("#ok--one-line")
    await figure.getByRole("button", { name: /^Interact/ }).click()
    const picture = figure.locator("svg.marks")
    const labels = async () => (await figure.locator(".role-axis-label text").allTextContents()).sort()
    await picture.waitFor()
    const before = await labels()
    await picture.hover({ position: { x: 300, y: 200 } })
    await page.mouse.down()
    const box = (await picture.boundingBox())!
    await page.mouse.move(box.x + 420, box.y + 220, { steps: 4 })
    await page.mouse.up()
    await expect.poll(labels).not.toEqual(before)
    await picture.dblclick({ position: { x: 300, y: 200 } })
    await expect.poll(labels).toEqual(before)
    expect(complaints).toEqual([])
  })

  it("that is live can be saved, with the keyboard alone", async (context) => {
    const { page, complaints } = await openPage(file, context, { ...viewport(1280), acceptDownloads: true })
    const figure = page.locator("#ok--one-line")
    await figure.getByRole("button", { name: /^Interact/ }).focus()
    await page.keyboard.press("Enter")
    await figure.locator("svg.marks").waitFor()
    await figure.locator("summary").focus()
    await page.keyboard.press("Enter")
    const link = figure.getByRole("link", { name: "Save as SVG" })
    await expect.poll(() => link.getAttribute("href")).toMatch(/^blob:/)
    await page.keyboard.press("Tab")
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")])
    expect(download.suggestedFilename()).toBe("ok--one-line.svg")
    expect(readFileSync((await download.path())!, "utf8")).toMatch(/^<svg[\s\S]*duration \(s\)/)
    expect(complaints).toEqual([])
  })
})

describe("the page by keyboard alone", () => {
  it("is left nowhere: each control has the focus in the order of the page, with a ring that can be seen", async (context) => {
    const { page } = await openPage(file, context, viewport(1280))
    const seen: string[] = []
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press("Tab")
      const name = await focused(page)
      if (name === "BODY") break
      seen.push(name)
      const outline = await page.evaluate<string>("getComputedStyle(document.activeElement).outlineStyle")
      expect(outline, name).not.toBe("none")
    }
    const inOrder = [
      "Skip to the figures",
      "What the badges mean",
      "Two bars",
      "Replay a result file",
      "#words",
      "#show-all",
      "#kind-all",
      "SVG",
      "PNG",
      "interact",
      "Event before",
      "Play",
      "Event after",
      "Speed",
      "Zoom out",
      "Zoom in",
      "Date",
      "#events",
    ]
    const places = inOrder.map((name) => seen.indexOf(name === "Skip to the figures" ? "skip" : name))
    expect(places, seen.join(", ")).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })
})

describe("the page", () => {
  it.for(widths)(
    "with everything live sticks out nowhere, and complains of nothing, on %i pixels",
    async (width, context) => {
      const { page, complaints } = await openPage(file, context, viewport(width))
      for (const button of await page.locator(".interact").all()) await button.click()
      await page.locator(".live svg.marks").nth(1).waitFor()
      expect(await overhang(page)).toBe(0)
      expect(complaints).toEqual([])
    },
  )

  it("is printed with its figures and claims, and without what only a screen can do", async (context) => {
    const { page } = await openPage(file, context, viewport(1280))
    await page.emulateMedia({ media: "print" })
    for (const part of [".filter", ".interact", ".controls", "#replay-file", "input[type=range]"]) {
      expect(await page.locator(part).first().isVisible(), part).toBe(false)
    }
    expect(await shown(page)).toEqual(everything)
    expect(await page.locator("figure canvas").first().isVisible()).toBe(true)
    expect((await page.pdf()).length).toBeGreaterThan(10_000)
  })

  it("is a file that links to nothing but itself and the pictures beside it", () => {
    const html = readFileSync(file, "utf8")
    const still = html.replace(/<script>[\s\S]*<\/script>/, "")
    const links = [...still.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link]) => link!)
    expect(links.filter((link) => !/^(#|data:|ok\/)/.test(link))).toEqual([])
  })
})
