import { writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Locator, Page } from "playwright-core"
import { describe, expect, it } from "vitest"
import { openPage } from "./support/browser.ts"
import { fixturePage, overhang, viewport, widths } from "./support/fixturePage.ts"
import { temporaryFolder } from "./support/temporaryFolder.ts"
import { largeTrace, stateLine } from "./support/traceLines.ts"

const file = fixturePage()

/** What a reader sees of a replay beside its picture. */
async function stateOf(replay: Locator): Promise<{ date: string; counts: string[]; machines: string[] }> {
  const [date] = await replay.locator(".date").allTextContents()
  const machines = await replay.locator(".machines li").allTextContents()
  return {
    date: date!,
    counts: await replay.locator(".count").allTextContents(),
    machines: machines.map((text) => text.replace(/\s+/g, " ").trim()),
  }
}

/** How many pixels of the picture of a replay are red, as overloads are. */
function redPixels(page: Page, replay: string): Promise<number> {
  return page.evaluate<number>(`(() => {
    const canvas = document.querySelector("${replay} .timeline canvas")
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
    let count = 0
    for (let i = 0; i < data.length; i += 4) if (data[i] > 150 && data[i + 1] < 70 && data[i + 3] > 0) count++
    return count
  })()`)
}

/** The replay of the fixture notebook. */
const own = "#ok--five-vms--replay"

describe("a replay of a notebook", () => {
  it("shows who is where at the cursor, event by event", async (context) => {
    const { page, complaints } = await openPage(file, context, viewport(1280))
    const replay = page.locator(own)
    const next = replay.getByRole("button", { name: "Event after" })
    expect(await stateOf(replay)).toEqual({
      date: "0.0 s",
      counts: ["0 overloaded", "0 migrating", "2 of 3 machines on", "5 VMs"],
      machines: ["node1 3 VMs vm-1vm-2vm-3", "node2 2 VMs vm-4vm-5", "node10 off"],
    })
    const spoken = replay.getByRole("status")
    const dates: string[] = []
    for (let i = 0; i < 9; i++) {
      await next.click()
      dates.push((await stateOf(replay)).date)
      if (i === 1) {
        expect(await stateOf(replay)).toMatchObject({
          counts: ["1 overloaded", "1 migrating", "2 of 3 machines on", "5 VMs"],
          machines: ["node1 3 VMs, overloaded vm-1vm-2vm-3", "node2 2 VMs vm-4vm-5", "node10 off"],
        })
        expect(await spoken.textContent()).toBe(
          "At 30.0 s: 1 of 3 machines overloaded: node1 with 3 VMs. Not on: node10 (off). Under way: vm-3 from node1 to node2.",
        )
      }
      if (i === 2) {
        expect((await stateOf(replay)).machines).toEqual([
          "node1 2 VMs vm-1vm-2",
          "node2 3 VMs vm-3vm-4vm-5",
          "node10 off",
        ])
      }
    }
    expect(dates.map((date) => Number.parseFloat(date))).toEqual([20, 30, 45, 60, 70, 75, 85, 100, 100])
    await replay.getByRole("button", { name: "Event before" }).click()
    expect((await stateOf(replay)).date).toBe("85.0 s")
    expect(complaints).toEqual([])
  })

  it("draws overloads in red, where they are and only when they are in sight", async (context) => {
    const { page } = await openPage(file, context, viewport(1280))
    const replay = page.locator(own)
    await replay.scrollIntoViewIfNeeded()
    const whole = await redPixels(page, own)
    expect(whole).toBeGreaterThan(300)
    await replay.locator(".timeline").focus()
    await page.keyboard.press("End")
    for (let i = 0; i < 6; i++) await page.keyboard.press("+")
    await expect.poll(() => redPixels(page, own)).toBe(0)
    for (let i = 0; i < 6; i++) await page.keyboard.press("-")
    await expect.poll(() => redPixels(page, own)).toBe(whole)
  })

  it("plays, pauses and ends, and is calm for those who want less motion", async (context) => {
    for (const reducedMotion of ["no-preference", "reduce"] as const) {
      const { page, complaints } = await openPage(file, context, { ...viewport(1280), reducedMotion })
      await page.clock.install()
      await page.clock.pauseAt(Date.now() + 60_000)
      const replay = page.locator(own)
      const date = async () => Number.parseFloat((await stateOf(replay)).date)
      await replay.getByLabel("Speed").selectOption("10")
      await replay.getByRole("button", { name: "Play" }).click()
      await page.clock.runFor(500)
      const early = await date()
      if (reducedMotion === "reduce") expect(early).toBe(0)
      else expect(early).toBeGreaterThan(3)
      await page.clock.runFor(1500)
      const later = await date()
      expect(later).toBeGreaterThanOrEqual(9)
      await replay.getByRole("button", { name: "Pause" }).click()
      await page.clock.runFor(2000)
      expect(await date()).toBe(later)
      await replay.getByRole("button", { name: "Play" }).click()
      await page.clock.runFor(12_000)
      expect(await date()).toBe(100)
      expect(await replay.getByRole("button", { name: "Play" }).count()).toBe(1)
      expect(complaints).toEqual([])
    }
  })

  it("is used by pointing: a date is set by a click, and a block says what it is", async (context) => {
    const { page } = await openPage(file, context, viewport(1280))
    const replay = page.locator(own)
    const timeline = replay.locator(".timeline")
    await timeline.scrollIntoViewIfNeeded()
    const box = (await timeline.boundingBox())!
    // Behind the names (84 px) and before the margin (10 px) lie 100 s.
    const x = 84 + 0.5 * (box.width - 2 - 84 - 10)
    await timeline.click({ position: { x, y: 60 } })
    expect(Number.parseFloat((await stateOf(replay)).date)).toBeCloseTo(50, 0)
    await timeline.hover({ position: { x: 84 + 0.3 * (box.width - 96), y: 26 + 12 } })
    await expect.poll(() => replay.locator(".tip").textContent()).toContain("vm-1 on node1, 0.0 s to 100.0 s")
    expect(await replay.locator(".tip div").nth(1).textContent()).toBe(
      "node1 overloaded, 20.0 s to 45.0 s, not noticed",
    )
  })
})

describe("a replay by keyboard alone", () => {
  it("plays: arrows, Home and End, space, plus and minus", async (context) => {
    const { page } = await openPage(file, context, viewport(1280))
    const replay = page.locator(own)
    const date = async () => (await stateOf(replay)).date
    await replay.locator(".timeline").focus()
    await page.keyboard.press("ArrowRight")
    expect(await date()).toBe("20.0 s")
    await page.keyboard.press("End")
    expect(await date()).toBe("100.0 s")
    await page.keyboard.press("ArrowLeft")
    expect(await date()).toBe("85.0 s")
    await page.keyboard.press("Home")
    expect(await date()).toBe("0.0 s")
    const slider = replay.getByRole("slider", { name: "Date" })
    await slider.focus()
    await page.keyboard.press("ArrowRight")
    expect(await date()).toBe("0.1 s")
    expect(await slider.getAttribute("aria-valuetext")).toBe("0.1 s")
    await page.keyboard.press(" ")
    await replay.getByRole("button", { name: "Pause" }).waitFor()
    await page.keyboard.press(" ")
    await replay.getByRole("button", { name: "Play" }).waitFor()
    // On a button the space bar is the button's.
    await page.keyboard.press("Home")
    await replay.getByRole("button", { name: "Event after" }).focus()
    await page.keyboard.press(" ")
    expect(await date()).toBe("20.0 s")
    // To the machine that is overloaded.
    await replay.getByRole("button", { name: "1 overloaded" }).focus()
    await page.keyboard.press("Enter")
    expect(await replay.locator(".machines [aria-current] b").textContent()).toBe("node1")
  })
})

describe("a result file", () => {
  const run = [
    stateLine("simulator", "SIMULATION", "START", [0, 0], { server_count: 2, vm_count: 3, duration: 60 }),
    stateLine("vm-1", "HOST", "node2", [0, 20]),
    stateLine("vm-1", "HOST", "node10", [20, 60]),
    stateLine("vm-1", "SERVICE", "migrate", [12, 20], { from: "node2", to: "node10", state: 0 }),
    stateLine("node2", "PM", "violation", [10, 20]),
    stateLine("node10", "POWER", "on", [0, 60]),
  ]
  const withoutHost = run.filter((line) => !line.includes('"HOST"'))

  it.for(widths)("that a reader chooses is played, on %i pixels", async (width, context) => {
    const { page, complaints } = await openPage(file, context, viewport(width))
    const section = page.locator("#replay-file")
    await section.getByLabel("Result file").setInputFiles(text("events.json", run.join("\n")))
    await section.getByRole("group", { name: "Replay of events.json" }).waitFor()
    expect(await section.locator(".told").first().textContent()).toBe(
      "events.json: 2 machines and 1 VM for 60.0 s: 1 migration, 1 overload (1 not noticed).",
    )
    expect((await stateOf(section)).machines).toEqual(["node2 1 VM vm-1", "node10 0 VMs"])
    expect(await overhang(page)).toBe(0)

    // Another one takes its place.
    await section.getByLabel("Result file").setInputFiles(text("old.json", withoutHost.join("\n")))
    await section.getByRole("group", { name: "Replay of old.json" }).waitFor()
    expect(await section.locator(".told").first().textContent()).toBe(
      "old.json: 2 machines and 3 VMs for 60.0 s: 1 migration, 1 overload (1 not noticed). 2 VMs never moved: the trace does not say where they are.",
    )
    expect(await section.getByRole("group", { name: /^Replay of/ }).count()).toBe(1)
    expect(complaints).toEqual([])
  })

  it("can be dropped", async (context) => {
    const { page } = await openPage(file, context, viewport(1280))
    const transfer = await page.evaluateHandle(
      `(() => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([${JSON.stringify(run.join("\n"))}], "dropped.json"))
        return transfer
      })()`,
    )
    await page.locator("#replay-file").dispatchEvent("drop", { dataTransfer: transfer })
    await page.getByRole("group", { name: "Replay of dropped.json" }).waitFor()
  })

  it.for([
    [
      "photo.png",
      "\u0089PNG\r\n".repeat(100),
      'photo.png, line 1: the line is "\u0089PNG\\r"; expected a JSON object',
    ],
    [
      "metrics.json",
      `{"violations":${"1".repeat(200)}}`,
      "metrics.json, line 1: event is undefined; expected a text that is not empty",
    ],
    [
      "cut.json",
      `${run.join("\n")}\n{"event":"trace_event","origin":"${"x".repeat(90)}`,
      `cut.json, line 7: the line is "{\\"event\\":\\"trace_event\\",\\"origin\\":\\"${"x".repeat(27)}…"; expected a JSON object`,
    ],
    [
      "empty.json",
      "",
      "empty.json, trace: it names no machine, expected rows of HOST, POWER, PM or migrate, as in the events.json of placelab run --out",
    ],
    [
      "twice.json",
      [...run, stateLine("vm-1", "HOST", "node2", [30, 40])].join("\n"),
      "twice.json, trace: vm-1 is on node10 until 60 s and on node2 from 30 s, expected one machine at a time",
    ],
  ] as const)("that is none is refused in a line: %s", async ([name, wrong, message], context) => {
    const { page, complaints } = await openPage(file, context, viewport(1280))
    const section = page.locator("#replay-file")
    await section.getByLabel("Result file").setInputFiles(text("events.json", run.join("\n")))
    await section.getByRole("group", { name: "Replay of events.json" }).waitFor()
    await section.getByLabel("Result file").setInputFiles(text(name, wrong))
    await expect.poll(() => section.locator(".told.wrong").allTextContents()).toEqual([message])
    expect(await section.getByRole("group", { name: /^Replay of/ }).count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it("of 1,000 machines and 10,000 VMs is played, stepped through and scrolled", async (context) => {
    const { page, complaints } = await openPage(file, context, viewport(1280))
    const large = join(temporaryFolder(), "large.json")
    writeFileSync(large, largeTrace(1000, 10_000, 1800))
    const section = page.locator("#replay-file")
    await section.getByLabel("Result file").setInputFiles(large)
    await section.getByRole("group", { name: "Replay of large.json" }).waitFor()
    expect(await section.locator(".told").first().textContent()).toMatch(
      /^large\.json: 1,000 machines and 10,000 VMs for 1800\.0 s: 2,000 migrations/,
    )
    const timeline = section.locator(".timeline")
    await timeline.focus()
    await page.keyboard.press("End")
    const { date, counts } = await stateOf(section)
    expect([date, counts.at(-1)]).toEqual(["1800.0 s", "10,000 VMs"])
    await page.keyboard.press("Home")
    for (let i = 0; i < 10; i++) await page.keyboard.press("ArrowRight")
    // What has changed is in sight.
    const scrolled = 'document.querySelector("#replay-file .timeline").scrollTop'
    expect(await page.evaluate<number>(scrolled)).toBeGreaterThan(0)
    expect(await redPixels(page, "#replay-file")).toBeGreaterThan(0)
    await section.getByRole("button", { name: "Play" }).click()
    const playing = async () => Number.parseFloat((await section.locator(".date").textContent())!)
    await expect.poll(playing, { timeout: 30_000 }).toBeGreaterThan(200)
    await page.evaluate(`${scrolled} = 1e6`)
    await section.getByRole("button", { name: "Pause" }).click()
    expect(complaints).toEqual([])
  })
})

function text(name: string, content: string) {
  return { name, mimeType: "application/json", buffer: Buffer.from(content) }
}
