import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Claim } from "@placelab/analysis"
import { expect, inject, it } from "vitest"
import { openPage } from "./support/browser.ts"
import { ended } from "./support/headlessRun.ts"

const headlessRun = inject("headlessRun")
const { folder } = headlessRun

it.for([1280, 400])("the page needs no network and can be read on %i pixels", async (width, context) => {
  const { stderr } = await ended(headlessRun)
  const file = join(folder, "index.html")
  if (!existsSync(file)) throw new Error(`the headless run wrote no page: ${stderr}`)

  const { page, complaints } = await openPage(file, context, { viewport: { width, height: 900 } })

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
