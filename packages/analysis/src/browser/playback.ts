/**
 * The date of a replay that plays, stands, or is set. While it plays it goes on with the frames of the browser; for readers who want
 * less motion it goes on once a second.
 */
export class Playback {
  speed: number
  readonly #end: number
  readonly #onChange: () => void
  #date = 0
  #frame: number | undefined
  /** When a frame last moved the date, in ms of the browser's clock. */
  #last: number | undefined

  /** `onChange` is told of another date, of a begin and of an end. */
  constructor(end: number, speed: number, onChange: () => void) {
    this.#end = end
    this.speed = speed
    this.#onChange = onChange
  }

  get date(): number {
    return this.#date
  }

  get isPlaying(): boolean {
    return this.#frame !== undefined
  }

  /** Goes to a date, and stands there unless it plays. */
  seek(date: number): void {
    this.#date = Math.min(this.#end, Math.max(0, date))
    this.#onChange()
  }

  /** From the end it begins again. */
  play(): void {
    if (this.isPlaying) return
    if (this.#date >= this.#end) this.#date = 0
    this.#last = undefined
    this.#frame = requestAnimationFrame((now) => this.#tick(now))
    this.#onChange()
  }

  pause(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame)
    this.#frame = undefined
    this.#onChange()
  }

  #tick(now: number): void {
    const elapsed = now - (this.#last ?? now)
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches
    if (this.#last === undefined || !isCalm || elapsed >= 1000) {
      this.#last = now
      this.#date = Math.min(this.#end, this.#date + (elapsed / 1000) * this.speed)
    }
    if (this.#date >= this.#end) {
      this.pause()
      return
    }
    this.#frame = requestAnimationFrame((next) => this.#tick(next))
    this.#onChange()
  }
}
