import { createRequire } from "node:module";

const { version: packageVersion } = createRequire(import.meta.url)("../package.json") as { version: string };

/** Version of this package, which all packages of the workspace share. */
export const version = packageVersion;
