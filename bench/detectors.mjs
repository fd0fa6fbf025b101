// The detectors of the consolidation experiment, as their papers recommend them.
import {
  interquartileRange,
  localRegression,
  medianAbsoluteDeviation,
  robustLocalRegression,
  staticThreshold,
} from "@placelab/schedulers"

export const detectors = {
  thr: staticThreshold(),
  mad: medianAbsoluteDeviation(),
  iqr: interquartileRange(),
  lr: localRegression(),
  lrr: robustLocalRegression(),
}
