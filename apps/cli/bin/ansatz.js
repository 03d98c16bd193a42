#!/usr/bin/env node
import { existsSync } from "node:fs";

const main = new URL("../dist/main.js", import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  process.stderr.write("ansatz: not built yet; `npm start` or `npm run build` builds it.\n");
  process.exitCode = 1;
}
