type Growing = Float64Array | Int32Array | Uint8Array

/** A copy of `array` with twice its length; the new half is 0. */
export function doubled<A extends Growing>(array: A): A {
  const larger = new (array.constructor as new (length: number) => A)(2 * array.length)
  larger.set(array)
  return larger
}
