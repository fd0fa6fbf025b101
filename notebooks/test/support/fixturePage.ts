import { rmSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect } from "vitest"
import { figures, fixture } from "./run.ts"
import { temporaryFolder } from "./temporaryFolder.ts"

/** Runs the fixture notebook before the tests of a file, and gives the page that comes of it. */
export function fixturePage(): string {
  const parent = temporaryFolder({ keep: true })
  const folder = join(parent, "figures")
  beforeAll(async () => {
    const { code, stderr } = await figures(["--out", folder, fixture("ok")])
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
  })
  afterAll(() => rmSync(parent, { recursive: true, force: true }))
  return join(folder, "index.html")
}

/** The widths of a desk and of a phone, px. */
export const widths = [1280, 400]

/** A window of a width. */
export const viewport = (width: number) => ({ viewport: { width, height: 900 } })

/** How far the page sticks out to the side, px. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth")
}

/** What has the focus: its id, its name, its class or its text; BODY for nothing. */
export function focused(page: Page): Promise<string> {
  return page.evaluate<string>(`(() => {
    const { id, className, textContent, tagName } = document.activeElement
    if (tagName === "BODY") return tagName
    const name = document.activeElement.getAttribute("aria-label")
    return id ? "#" + id : name ?? (className || textContent)
  })()`)
}
