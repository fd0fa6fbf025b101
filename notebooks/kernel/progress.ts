/** Where progress goes: a terminal's line is redrawn, a pipe gets nothing but the plain lines. */
export interface ProgressStream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** One line that says what runs, redrawn while it runs: `02-live-migration cell 3/9 4 s · 03-boot cell 1/7 2 s`. */
export class Progress {
  readonly #stream: ProgressStream
  readonly #running = new Map<string, { cell: number; of: number; readonly since: number }>()
  readonly #timer: NodeJS.Timeout | undefined

  constructor(stream: ProgressStream) {
    this.#stream = stream
    if (stream.isTTY) this.#timer = setInterval(() => this.#draw(), 500).unref()
  }

  start(name: string): void {
    this.#running.set(name, { cell: 0, of: 0, since: performance.now() })
    this.#draw()
  }

  cell(name: string, cell: number, of: number): void {
    Object.assign(this.#running.get(name) ?? {}, { cell, of })
    this.#draw()
  }

  /** Ends a notebook with a line that stays. */
  end(name: string, line: string): void {
    this.#running.delete(name)
    this.#clear()
    this.#stream.write(`${line}\n`)
    this.#draw()
  }

  /** Takes the line away for good. */
  close(): void {
    clearInterval(this.#timer)
    this.#running.clear()
    this.#clear()
  }

  #clear(): void {
    if (this.#stream.isTTY) this.#stream.write("\r\x1b[2K")
  }

  #draw(): void {
    if (!this.#stream.isTTY || this.#running.size === 0) return
    const parts = [...this.#running].map(([name, { cell, of, since }]) => {
      const seconds = Math.floor((performance.now() - since) / 1000)
      return `${name} ${cell === 0 ? "starting" : `cell ${cell}/${of}`} ${seconds} s`
    })
    this.#stream.write(`\r\x1b[2K${parts.join(" · ").slice(0, (this.#stream.columns ?? 80) - 1)}`)
  }
}
