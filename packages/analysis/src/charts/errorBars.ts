/**
 * Rules between two caps, in black with a white rim, so that they show on dark marks and on paper.
 *
 * @param y the encoding of the values that they belong to
 * @param place where they stand: the other channels
 * @param ends the fields that have their ends, in the unit of y
 */
export function errorLayers(
  y: object,
  place: object,
  ends: { readonly lower: string; readonly upper: string },
): Record<string, unknown>[] {
  const from = { ...place, y: { ...y, field: ends.lower } }
  const to = { ...place, y: { ...y, field: ends.upper } }
  return [
    { color: "white", width: 3.6, capSize: 14 },
    { color: "black", width: 1.4, capSize: 12 },
  ].flatMap(({ color, width, capSize }) => {
    const cap = { type: "tick", orient: "horizontal", color, size: capSize, thickness: width }
    return [
      { mark: { type: "rule", color, strokeWidth: width }, encoding: { ...from, y2: { field: ends.upper } } },
      { mark: cap, encoding: from },
      { mark: cap, encoding: to },
    ]
  })
}
