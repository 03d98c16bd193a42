export { makeDataDirectory, makePostgresql } from "./databases.ts";
export type { DirectoryPlace, Place, PostgresqlPlace } from "./databases.ts";
export { mountSmallDisk } from "./small-disk.ts";
export type { SmallDisk } from "./small-disk.ts";
export { pricesCsv, weeklyPrices } from "./weekly-prices.ts";
export type { WeeklyPrices } from "./weekly-prices.ts";
