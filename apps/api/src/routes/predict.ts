import { predictInThread } from "@ansatz/jobs";
import type { routes } from "@ansatz/contract";
import type { Handler } from "../http/mount.ts";
import type { Services } from "../services.ts";

export function predict({ jobs }: Services): Handler<typeof routes.predict> {
  return async ({ params, body }) => predictInThread(await jobs.model(params.id), body);
}
