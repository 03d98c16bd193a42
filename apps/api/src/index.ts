export { createApp, type AppOptions } from "./app.ts";
export { version } from "./version.ts";
