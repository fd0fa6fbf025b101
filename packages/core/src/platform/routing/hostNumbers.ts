const mostNumbers = 10_000_000
const form = 'ranges and single numbers such as "0-99,200", none of them twice'

/**
 * The numbers that a text such as "0-2,7" stands for, in its order: 0, 1, 2, 7.
 *
 * Errors: what `refuse` makes of the expectation, when the text is malformed, a range falls, a number comes twice
 * or there are more than 10^7.
 */
export function hostNumbers(text: string, refuse: (expected: string) => Error): number[] {
  const numbers: number[] = []
  const seen = new Set<number>()
  for (const part of text.split(",")) {
    const match = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(part)
    if (match === null) throw refuse(form)
    const first = Number(match[1])
    const last = match[2] === undefined ? first : Number(match[2])
    if (last < first) throw refuse(`${form}; ${first}-${last} falls`)
    if (numbers.length + last - first >= mostNumbers) throw refuse(`at most ${mostNumbers} numbers`)
    for (let number = first; number <= last; number++) {
      if (seen.has(number)) throw refuse(`${form}; ${number} comes twice`)
      seen.add(number)
      numbers.push(number)
    }
  }
  return numbers
}
