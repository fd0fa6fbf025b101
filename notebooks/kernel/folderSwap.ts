import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs"
import { basename, dirname, join, resolve } from "node:path"

/**
 * A folder that is replaced as a whole or not at all.
 *
 * The new content grows in a sibling, `NAME.new-PID`. `commit` moves the old folder aside and the new one into its
 * place: two renames, so nobody finds a half-written folder. A run that was killed leaves only such siblings; the
 * next one removes them, and puts the old folder back where the kill fell between the two renames.
 */
export class FolderSwap {
  /** Where the new content goes until `commit`. */
  readonly draft: string
  readonly #target: string

  constructor(target: string) {
    this.#target = resolve(target)
    tidy(this.#target)
    this.draft = `${this.#target}.new-${process.pid}`
    mkdirSync(this.draft, { recursive: true })
  }

  /** Puts the new folder in the place of the old. */
  commit(): void {
    const old = `${this.#target}.old-${process.pid}`
    if (existsSync(this.#target)) renameSync(this.#target, old)
    renameSync(this.draft, this.#target)
    rmSync(old, { recursive: true, force: true })
  }

  /** Removes the new content; the old folder was never touched. */
  discard(): void {
    rmSync(this.draft, { recursive: true, force: true })
  }
}

/** Cleans up after runs that were killed. Those of processes that still run are theirs. */
function tidy(target: string): void {
  const folder = dirname(target)
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder).sort()) {
    const [, kind, pid] = /^\.(new|old)-(\d+)$/.exec(entry.slice(basename(target).length)) ?? []
    if (!entry.startsWith(basename(target)) || kind === undefined || isRunning(Number(pid))) continue
    if (kind === "old" && !existsSync(target)) renameSync(join(folder, entry), target)
    else rmSync(join(folder, entry), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}
