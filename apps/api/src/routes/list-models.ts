import type { routes } from "@ansatz/contract";
import type { Handler } from "../http/mount.ts";
import type { Services } from "../services.ts";

export function listModels({ jobs }: Services): Handler<typeof routes.listModels> {
  return () => jobs.models();
}
