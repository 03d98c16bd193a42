import type { routes } from "@ansatz/contract";
import type { Handler } from "../http/mount.ts";
import type { Services } from "../services.ts";

export function readModel({ jobs }: Services): Handler<typeof routes.readModel> {
  return ({ params }) => jobs.model(params.id);
}
