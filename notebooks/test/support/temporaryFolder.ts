import { mkdtempSync, realpathSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { onTestFinished } from "vitest"

/** A new empty folder, removed after the test (or kept, by the caller who removes it: `{ keep: true }`). */
export function temporaryFolder({ keep = false } = {}): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "placelab-"))
  if (!keep) onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
