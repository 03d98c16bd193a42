import type { routes } from "@ansatz/contract";
import type { Handler } from "../http/mount.ts";
import type { Services } from "../services.ts";

export function readJob({ jobs }: Services): Handler<typeof routes.readJob> {
  return ({ params }) => jobs.read(params.id);
}
