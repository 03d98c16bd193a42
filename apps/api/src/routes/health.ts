import type { routes } from "@ansatz/contract";
import type { Handler } from "../http/mount.ts";
import type { Services } from "../services.ts";

export function health({ jobs, version }: Services): Handler<typeof routes.health> {
  return async () => ({
    status: "ok",
    version,
    uptimeSeconds: process.uptime(),
    ...(await jobs.health()),
  });
}
