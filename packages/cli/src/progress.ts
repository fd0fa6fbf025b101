/** On a terminal, one line that is written over; else nothing. */
export function tellProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
}

/** Tells how much is done, from 0 to 1; in the end no line is left. */
export function tellPart(part: number): void {
  tellProgress(part < 1 ? `${Math.round(100 * part)} %` : "")
}
