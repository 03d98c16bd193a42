import { UsageError } from "../errors.ts";

/** Address of the PostgreSQL server: `--database`, else DATABASE_URL; undefined means the embedded database. */
export function databaseUrlOf(
  option: string | undefined,
  environment: NodeJS.ProcessEnv,
): string | undefined {
  const text = option ?? environment.DATABASE_URL;
  if (text === undefined || text === "") return undefined;
  const scheme = URL.canParse(text) ? new URL(text).protocol : "";
  if (scheme !== "postgres:" && scheme !== "postgresql:") {
    const source = option === undefined ? "DATABASE_URL" : "--database";
    throw new UsageError(`${source} must be an address as postgres://user@host:5432/name.`);
  }
  return text;
}

/** A database's address without its user and password. */
export function databaseLabel(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return `PostgreSQL ${host}${pathname}`;
}
