import { afterEach, describe, expect, it, vi } from "vitest"
import { claimMime, figureMime, replayMime, replayOf } from "../src/index.ts"
import { claim, figure, quote, renderFigure, replay } from "../src/node/index.ts"
import { charts, figureOf } from "./support/figures.ts"
import { tableOf } from "./support/traces.ts"

const input = figureOf("time-by-rate", charts["line-chart"]!.spec)
const claimed = {
  id: "slower",
  statement: "Slower than <b>naive</b>.",
  source: "slide 72",
  published: "> 1",
  regenerated: "10.0",
  numbers: { ratio: 10 },
}

/** A kernel that keeps what cells display. */
function stubKernel() {
  const display = vi.fn<(data: Record<string, unknown>, metadata: Record<string, unknown>) => void>()
  vi.stubGlobal("__notebookDisplay", display)
  return display
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe("figure", () => {
  it("displays one bundle: the rendered figure, its spec, its PNG and its title", async () => {
    const display = stubKernel()
    await figure(input)
    const rendered = await renderFigure(input)
    expect(display.mock.calls).toEqual([
      [
        {
          [figureMime]: rendered,
          "application/vnd.vegalite.v5+json": input.spec,
          "image/png": rendered.png,
          "text/plain": "figure time-by-rate: Migration time",
        },
        {},
      ],
    ])
  })

  it("prints a line in plain Node", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {})
    await figure(input)
    expect(log.mock.calls).toEqual([["figure time-by-rate: Migration time"]])
  })
})

describe("replay", () => {
  const trace = tableOf([["vm-1", "HOST", "node1", 0, 60]])
  const shown = { id: "one-run", title: "One run", caption: "vm-1 stays." }
  const line = "replay one-run: One run. 1 machine and 1 VM for 60.0 s: 0 migrations, 0 overloads."

  it("displays one bundle: the replay as data, a picture, and a line", async () => {
    const display = stubKernel()
    await replay({ ...shown, trace })
    const png = expect.stringMatching(/^iVBORw0KGgo/)
    const data = { ...shown, replay: replayOf(trace) }
    expect(display.mock.calls).toEqual([[{ [replayMime]: data, "image/png": png, "text/plain": line }, {}]])
  })

  it("has no picture of more VMs than one can show", async () => {
    const display = stubKernel()
    const many = Array.from({ length: 161 }, (_, i) => [`vm-${i}`, "HOST", "node1", 0, 60] as const)
    await replay({ ...shown, trace: tableOf(many) })
    expect(Object.keys(display.mock.calls[0]![0])).toEqual([replayMime, "text/plain"])
  })

  it("prints the line in plain Node", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {})
    await replay({ ...shown, trace })
    expect(log.mock.calls).toEqual([[line]])
  })

  it("refuses an id that is none, and a trace that places nobody", async () => {
    await expect(replay({ ...shown, id: "One Run", trace })).rejects.toThrow(
      'replay "One Run": the id is no name for an address, expected lower case letters, digits and single hyphens such as "one-run"',
    )
    await expect(replay({ ...shown, trace: tableOf([]) })).rejects.toThrow("trace: it names no machine")
  })
})

describe("claim", () => {
  it("displays one bundle with the claim, a badge and a line, and returns the claim", () => {
    const display = stubKernel()
    const shown = claim({ ...claimed, holds: true })
    expect(shown.verdict).toBe("held")
    expect(display).toHaveBeenCalledOnce()
    const bundle = display.mock.calls[0]![0]
    expect(Object.keys(bundle)).toEqual([claimMime, "text/html", "text/plain"])
    expect(bundle[claimMime]).toEqual(shown)
    expect(bundle["text/html"]).toContain("✓ held")
    expect(bundle["text/plain"]).toBe(
      "✓ held slower: Slower than <b>naive</b>. (published: > 1; regenerated: 10.0)",
    )
  })

  it("escapes its words in HTML", () => {
    const display = stubKernel()
    claim({ ...claimed, holds: true })
    expect(display.mock.calls[0]![0]["text/html"]).toContain("Slower than &lt;b&gt;naive&lt;/b&gt;.")
  })

  it("does not throw where it missed, and shows why it may", () => {
    const display = stubKernel()
    expect(claim({ ...claimed, holds: false, mayMiss: "Another network model." }).verdict).toBe("missed")
    expect(display.mock.calls[0]![0]["text/html"]).toMatch(/✗ missed.*Another network model\./)
  })
})

describe("quote", () => {
  it("prints what was published and why it is not regenerated", () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {})
    quote({
      id: "scale",
      statement: "Large.",
      source: "abstract",
      published: "100,000 VMs",
      reason: "No load was published.",
    })
    expect(log.mock.calls).toEqual([
      ["“” quoted scale: Large. (published: 100,000 VMs; not regenerated: No load was published.)"],
    ])
  })
})
