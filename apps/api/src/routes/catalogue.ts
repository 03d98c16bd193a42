import type { routes } from "@ansatz/contract";
import type { Handler } from "../http/mount.ts";
import type { Services } from "../services.ts";

export function catalogue(services: Services): Handler<typeof routes.catalogue> {
  return async ({ response }) => {
    // Changes with the program's version only; the entity tag answers the next question with 304.
    response.setHeader("cache-control", "no-cache");
    return await services.catalogue();
  };
}
