import type { TestContext } from "vitest"

/**
 * Skips a test where a program of the machine is missing, and says how to get it; in CI the test fails instead, so
 * that nothing goes unchecked there for ever.
 */
export function needs(available: boolean, message: string, context: TestContext): void {
  if (available) return
  if (process.env.CI) throw new Error(message)
  context.skip(message)
}
