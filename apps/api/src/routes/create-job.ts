import type { routes } from "@ansatz/contract";
import type { Handler } from "../http/mount.ts";
import type { Services } from "../services.ts";

export function createJob({ jobs }: Services): Handler<typeof routes.createJob> {
  return async ({ body, response }) => {
    const job = await jobs.create(body);
    response.setHeader("location", `/api/jobs/${job.id}`);
    return job;
  };
}
