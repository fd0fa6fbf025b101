import type { Figure, VegaLiteSpec } from "../../src/index.ts"

/** A figure around a spec. */
export function figureOf(id: string, spec: VegaLiteSpec): Figure {
  return {
    id,
    title: "Migration time",
    caption: "Pre-copy diverges as the update rate nears the bandwidth.",
    source: "Hirofuchi et al. 2013, slide 65",
    reproduces: "same shape",
    spec,
  }
}
