import { gaussianLaw, type RandomStream } from "@placelab/core"

/** So many Gaussian numbers of a stream. */
export function gaussians(count: number, mean: number, deviation: number, random: RandomStream): number[] {
  const law = gaussianLaw(mean, deviation)
  return Array.from({ length: count }, () => law.draw(random))
}
