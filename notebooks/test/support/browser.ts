import { existsSync } from "node:fs"
import { pathToFileURL } from "node:url"
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core"
import { afterAll, onTestFinished, type TestContext } from "vitest"
import { needs } from "./needs.ts"

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

/** One browser for the tests of a file. */
let launched: Promise<Browser> | undefined
afterAll(async () => (await launched)?.close())

/** A page in a browser without a network, closed after the test. What it complains about, and asks the network for, goes into the list. */
export interface OpenPage {
  readonly page: Page
  readonly complaints: readonly string[]
}

/** Opens a file in Chromium, at a hash; skips the test where there is none. */
export async function openPage(
  file: string,
  context: TestContext,
  { hash = "", ...options }: BrowserContextOptions & { readonly hash?: string } = {},
): Promise<OpenPage> {
  needs(executable !== undefined, "no Chromium here: apt-get install chromium", context)
  launched ??= chromium.launch({ executablePath: executable!, args: flags })
  const complaints: string[] = []
  const offline = await (await launched).newContext(options)
  onTestFinished(() => offline.close())
  await offline.setOffline(true)
  await offline.route(/^(?!file:|data:|blob:)/, (route) => {
    complaints.push(`asked the network for ${route.request().url()}`)
    return route.abort()
  })
  offline.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text())
  })
  offline.on("weberror", (error) => complaints.push(String(error.error())))
  offline.on("requestfailed", (request) => complaints.push(`failed: ${request.url().slice(0, 100)}`))
  const page = await offline.newPage()
  await page.goto(`${pathToFileURL(file).href}${hash}`, { waitUntil: "load" })
  return { page, complaints }
}
