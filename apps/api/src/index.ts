export { createApp, type AppOptions } from "./app.ts";
export { startServer, type RunningServer, type ServerOptions } from "./server.ts";
export { version } from "./version.ts";
