export { type AzurePackingOptions, readAzurePacking } from "./azurePacking.ts"
export { bootTimesTable, readBootTable } from "./bootTable.ts"
export { qemuPrecopyTable, readMigrationTable } from "./migrationTable.ts"
export { readPlanetlabDay } from "./planetlabDay.ts"
