/** Widths of letters of DejaVu Sans by kind, in font sizes; what is in no kind is as wide as most small letters. */
const kinds: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[ijlIJ']/, 0.28],
  [/[., :;|!]/, 0.33],
  [/[frt()[\]/-]/, 0.38],
  [/[ckszxyv]/, 0.56],
  [/[0-9]/, 0.64],
  [/[A-HKLN-VX-Z]/, 0.68],
  [/[wM+=<>]/, 0.84],
  [/[mW%@]/, 0.97],
]
const smallLetter = 0.63

/** How wide a text is, about, px: to a few percent, without the font. */
export function textWidth(text: string, fontSize: number): number {
  const widths = [...text].map(
    (letter) => kinds.find(([letters]) => letters.test(letter))?.[1] ?? smallLetter,
  )
  return fontSize * widths.reduce((sum, width) => sum + width, 0)
}
