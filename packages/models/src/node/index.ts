export { qemuPrecopyTable, readMigrationTable } from "./migrationTable.ts"
