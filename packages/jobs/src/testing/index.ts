export { startPostgresql } from "./postgresql.ts";
export type { PostgresqlServer } from "./postgresql.ts";
export { mountSmallDisk } from "./small-disk.ts";
export type { SmallDisk } from "./small-disk.ts";
