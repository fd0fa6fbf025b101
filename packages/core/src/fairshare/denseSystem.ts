import { grown } from "./columns.ts"

/** A square system of linear equations, M x = y, in full; kept and used again for systems of any size. */
export class DenseSystem {
  /** Row by row. */
  #matrix = new Float64Array(16)
  /** The right side; after {@link solve}, the solution. */
  side: Float64Array = new Float64Array(16)
  #size = 0

  /** Makes it a system of `size` unknowns with nothing but zeros. */
  reset(size: number): void {
    this.#size = size
    this.#matrix = grown(this.#matrix, size * size)
    this.side = grown(this.side, size)
    this.#matrix.fill(0, 0, size * size)
    this.side.fill(0, 0, size)
  }

  add(row: number, column: number, value: number): void {
    this.#matrix[row * this.#size + column]! += value
  }

  /** Gaussian elimination with partial pivoting, O(size^3). False: singular, the side is of no use. */
  solve(): boolean {
    const n = this.#size
    const m = this.#matrix
    const y = this.side
    for (let k = 0; k < n; k++) {
      let pivot = k
      for (let i = k + 1; i < n; i++) if (Math.abs(m[i * n + k]!) > Math.abs(m[pivot * n + k]!)) pivot = i
      if (pivot !== k) this.#swapRows(k, pivot)
      const head = m[k * n + k]!
      if (head === 0) return false
      for (let i = k + 1; i < n; i++) {
        const factor = m[i * n + k]! / head
        if (factor === 0) continue
        for (let j = k + 1; j < n; j++) m[i * n + j]! -= factor * m[k * n + j]!
        y[i]! -= factor * y[k]!
      }
    }
    for (let k = n - 1; k >= 0; k--) {
      let rest = y[k]!
      for (let j = k + 1; j < n; j++) rest -= m[k * n + j]! * y[j]!
      y[k] = rest / m[k * n + k]!
    }
    return true
  }

  #swapRows(a: number, b: number): void {
    const n = this.#size
    const m = this.#matrix
    for (let j = 0; j < n; j++) {
      const kept = m[a * n + j]!
      m[a * n + j] = m[b * n + j]!
      m[b * n + j] = kept
    }
    const kept = this.side[a]!
    this.side[a] = this.side[b]!
    this.side[b] = kept
  }
}
