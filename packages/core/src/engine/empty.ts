/**
 * Takes all out of a list that will soon be filled again. With `length = 0` it would lose its room, and get it anew each
 * time.
 */
export function empty(list: unknown[]): void {
  while (list.length > 0) list.pop()
}
