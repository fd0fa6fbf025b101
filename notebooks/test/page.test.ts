import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import type { Claim } from "@placelab/analysis"
import { type Browser, type BrowserContext, chromium } from "playwright-core"
import { expect, inject, it, onTestFinished } from "vitest"
import { ended } from "./support/headlessRun.ts"
import { needs } from "./support/needs.ts"

const headlessRun = inject("headlessRun")
const { folder } = headlessRun

const executable = [
  process.env.PLACELAB_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
].find((path) => path !== undefined && existsSync(path))

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/** A browser without a network; what a page complains about goes into the list. */
async function offline(browser: Browser, width: number, complaints: string[]): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width, height: 900 } })
  await context.setOffline(true)
  await context.route(/^(?!file:|data:)/, (route) => {
    complaints.push(`asked the network for ${route.request().url()}`)
    return route.abort()
  })
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text())
  })
  context.on("weberror", (error) => complaints.push(String(error.error())))
  context.on("requestfailed", (request) => complaints.push(`failed: ${request.url().slice(0, 100)}`))
  return context
}

it.for([1280, 400])("the page needs no network and can be read on %i pixels", async (width, context) => {
  needs(executable !== undefined, "no Chromium here: apt-get install chromium", context)
  const { stderr } = await ended(headlessRun)
  const file = join(folder, "index.html")
  if (!existsSync(file)) throw new Error(`the headless run wrote no page: ${stderr}`)

  const browser = await chromium.launch({ executablePath: executable!, args: flags })
  onTestFinished(() => browser.close())
  const complaints: string[] = []
  const page = await (await offline(browser, width, complaints)).newPage()
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" })

  // Every figure is drawn.
  const pictures = `[...document.querySelectorAll("figure img")]`
  await page.evaluate(`Promise.all(${pictures}.map((picture) => picture.decode()))`)
  const widths = await page.evaluate<number[]>(`${pictures}.map((picture) => picture.naturalWidth)`)
  expect(widths).toHaveLength(figureFiles().length)
  expect(Math.min(...widths)).toBeGreaterThan(0)

  // Every claim has a row that is shown.
  const claims: Claim[] = JSON.parse(readFileSync(join(folder, "claims.json"), "utf8"))
  for (const { id, statement } of claims) {
    const row = page.getByRole("row").filter({ hasText: id }).filter({ hasText: statement }).first()
    expect(await row.isVisible(), `the row of claim "${id}"`).toBe(true)
  }

  // Links lead to files that were written, or to places on the page.
  const links = await page.evaluate<string[]>(`[...document.links].map((link) => link.href)`)
  const broken = links.filter(
    (link) => link.startsWith("file:") && !existsSync(fileURLToPath(link.split("#")[0]!)),
  )
  expect(broken).toEqual([])

  // Nothing sticks out to the side.
  expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width)
  expect(await page.evaluate<number>("document.body.scrollWidth")).toBeLessThanOrEqual(width)
  expect(complaints).toEqual([])
})

/** The pictures that the run wrote. */
function figureFiles(): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".svg"))
}
