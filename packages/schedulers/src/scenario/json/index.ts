/*
 * Scenarios as JSON documents. An entry of its own, @placelab/schedulers/scenario, because it depends on effect, and the main entry
 * does not.
 */
export { decodeAnyScenario, decodeScenario } from "./decodeScenario.ts"
export { scenarioJsonSchema } from "./scenarioJsonSchema.ts"
