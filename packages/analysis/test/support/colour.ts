/** Three coordinates of a colour. */
export type Triple = readonly [number, number, number]
type Matrix = readonly [Triple, Triple, Triple]

/** What readers with a colour deficiency see of linear light (Machado, Oliveira, Fernandes 2009, severity 1). */
export const deficiencies: Readonly<Record<string, Matrix>> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** A matrix times a colour, within the range of a screen. */
export function applied(matrix: Matrix, colour: Triple): Triple {
  return mapped(matrix, (row) => Math.min(1, Math.max(0, dot(row, colour))))
}

/** Linear light of an sRGB colour `#rrggbb`. */
export function toLinear(colour: string): Triple {
  return mapped([1, 3, 5], (at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
}

/** CIE L*a*b* of linear light, white D65. */
export function toLab(light: Triple): Triple {
  const root = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116)
  const x = root(dot([0.4124, 0.3576, 0.1805], light) / 0.95047)
  const y = root(dot([0.2126, 0.7152, 0.0722], light))
  const z = root(dot([0.0193, 0.1192, 0.9505], light) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** CIE 1976 difference of two L*a*b* colours. */
export function distance(one: Triple, other: Triple): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])
}

function dot(a: Triple, b: Triple): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

function mapped<Item>(items: readonly [Item, Item, Item], f: (item: Item) => number): Triple {
  return [f(items[0]), f(items[1]), f(items[2])]
}
