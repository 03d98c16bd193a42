import type { routes } from "@ansatz/contract";
import type { Handler } from "../http/mount.ts";
import type { Services } from "../services.ts";

export function listJobs({ jobs }: Services): Handler<typeof routes.listJobs> {
  return ({ query }) => jobs.list(query);
}
