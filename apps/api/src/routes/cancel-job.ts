import type { routes } from "@ansatz/contract";
import type { Handler } from "../http/mount.ts";
import type { Services } from "../services.ts";

export function cancelJob({ jobs }: Services): Handler<typeof routes.cancelJob> {
  return ({ params }) => jobs.cancel(params.id);
}
