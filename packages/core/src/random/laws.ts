import { InputError, nonNegative, positive } from "../inputError.ts"
import { gamma } from "./gamma.ts"
import { logarithm } from "./logarithm.ts"

/*
 * Laws of random numbers, drawn from any uniform source U in [0, 1).
 *
 * A law has no state: it draws as many uniforms as it needs, and keeps none for later. So what it gives follows from the
 * source alone, and one law may serve many sources.
 *
 * The logarithm is our own, and square roots are exact by the standard: exponential, Gaussian and uniform numbers are the
 * same bits in every JavaScript engine. Weibull's pow and log-normal's exp are left to the engine by ECMAScript. V8 computes
 * both in software, so that Node and Chromium agree on every machine; others may differ in the last bit.
 *
 * From 32 bits, as RandomStream has, an exponential is never above 22.2 times its mean, which would happen once in 4e9 draws.
 */

/** Gives uniform numbers in [0, 1), as RandomStream and JavaRandom do. */
export interface UniformSource {
  uniform(): number
}

/** A law of random numbers: its moments, and how to draw from it. */
export interface Law {
  readonly mean: number
  /** Standard deviation. */
  readonly deviation: number
  draw(random: UniformSource): number
}

/** Always `value`. Errors: InputError when it is not finite. */
export function constantLaw(value: number): Law {
  requireFinite("constant law", "value", value)
  return { mean: value, deviation: 0, draw: () => value }
}

/** Uniform in [low, high): low + (high - low) U. Errors: InputError. */
export function uniformLaw(low: number, high: number): Law {
  requireFinite("uniform law", "low", low)
  requireFinite("uniform law", "high", high)
  if (high < low) throw new InputError("uniform law", "high", high, `a number from ${low} on`)
  return {
    mean: (low + high) / 2,
    deviation: (high - low) / Math.sqrt(12),
    draw: (random) => low + (high - low) * random.uniform(),
  }
}

/**
 * Exponential, P(X > x) = exp(-x / mean): what comes at random, at a constant rate. By inversion: -mean ln(1 - U).
 * Errors: InputError.
 */
export function exponentialLaw(mean: number): Law {
  positive("exponential law", "mean", mean, "the unit of what is drawn")
  return { mean, deviation: mean, draw: (random) => 0 - mean * logarithm(1 - random.uniform()) }
}

/**
 * Weibull, P(X > x) = exp(-(x / scale)^shape): lifetimes. Below shape 1 failures become rarer with age, at 1 it is
 * exponential, above they become more frequent. By inversion: scale (-ln(1 - U))^(1 / shape). Mean: scale Gamma(1 + 1 / shape).
 * Errors: InputError; shapes go from 0.02 to 100, where moments are far from overflow.
 */
export function weibullLaw(shape: number, scale: number): Law {
  if (!(shape >= 0.02 && shape <= 100))
    throw new InputError("Weibull law", "shape", shape, "a number from 0.02 to 100")
  positive("Weibull law", "scale", scale, "the unit of what is drawn")
  const [first, second] = [gamma(1 + 1 / shape), gamma(1 + 2 / shape)]
  return {
    mean: scale * first,
    deviation: scale * Math.sqrt(Math.max(0, second - first * first)),
    draw: (random) => scale * (0 - logarithm(1 - random.uniform())) ** (1 / shape),
  }
}

/** Gaussian. By Marsaglia's polar method, without its second number. Errors: InputError. */
export function gaussianLaw(mean: number, deviation: number): Law {
  requireFinite("Gaussian law", "mean", mean)
  nonNegative("Gaussian law", "deviation", deviation, "the unit of what is drawn")
  return { mean, deviation, draw: (random) => mean + deviation * standardGaussian(random) }
}

/**
 * Log-normal: the logarithm is Gaussian, of mean `mu` and deviation `sigma`. What is the product of many causes, such as
 * times to repair. Mean: exp(mu + sigma^2 / 2). Errors: InputError.
 */
export function logNormalLaw(mu: number, sigma: number): Law {
  requireFinite("log-normal law", "mu", mu)
  if (!(sigma >= 0 && sigma < Number.POSITIVE_INFINITY))
    throw new InputError("log-normal law", "sigma", sigma, "a number of at least 0")
  const mean = Math.exp(mu + (sigma * sigma) / 2)
  return {
    mean,
    deviation: mean * Math.sqrt(Math.expm1(sigma * sigma)),
    draw: (random) => Math.exp(mu + sigma * standardGaussian(random)),
  }
}

function standardGaussian(random: UniformSource): number {
  for (;;) {
    const x = 2 * random.uniform() - 1
    const y = 2 * random.uniform() - 1
    const square = x * x + y * y
    if (square < 1 && square > 0) return x * Math.sqrt((-2 * logarithm(square)) / square)
  }
}

function requireFinite(where: string, what: string, value: number): void {
  if (!Number.isFinite(value)) throw new InputError(where, what, value, "a finite number")
}
