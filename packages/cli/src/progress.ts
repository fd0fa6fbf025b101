/** On a terminal, one line that is written over; else nothing. */
export function tellProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
}
