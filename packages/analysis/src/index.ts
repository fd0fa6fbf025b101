export type { Measure, Quantity } from "./charts/axis.ts"
export { type BarChart, barChart } from "./charts/barChart.ts"
export type { Data, Field } from "./charts/data.ts"
export { type LineChart, lineChart } from "./charts/lineChart.ts"
export type { Published } from "./charts/published.ts"
export { type ScatterAgainstIdentity, scatterAgainstIdentity } from "./charts/scatterAgainstIdentity.ts"
export type { Category } from "./charts/series.ts"
export { type StackedAreaChart, stackedAreaChart } from "./charts/stackedAreaChart.ts"
export { type StackedBarChart, stackedBarChart } from "./charts/stackedBarChart.ts"
export {
  type Certainty,
  type Claim,
  type ClaimInput,
  checkClaim,
  claimMime,
  type QuoteInput,
  quotedClaim,
  type Verdict,
} from "./claims/claim.ts"
export { verdicts } from "./claims/verdict.ts"
export { checkFigure } from "./figure/checkFigure.ts"
export {
  type Figure,
  figureMime,
  isFigureId,
  type RenderedFigure,
  type Reproduces,
  type VegaLiteSpec,
} from "./figure/figure.ts"
export { type PageContent, type PageNotebook, page } from "./page/page.ts"
export { bootTime } from "./published/boot.ts"
export { energy } from "./published/energy.ts"
export { fairShare } from "./published/fairShare.ts"
export { liveMigration } from "./published/liveMigration.ts"
export type { PublishedClaim } from "./published/publishedClaim.ts"
export { simgridVm, twoLayerShares } from "./published/simgridVm.ts"
export { mean } from "./statistics/mean.ts"
export { quantile } from "./statistics/quantile.ts"
export { isConvex, isFlat, isIncreasing } from "./statistics/shape.ts"
