import type { Catalogue } from "@ansatz/contract";
import type { JobService } from "@ansatz/jobs";

/** What the route handlers share. */
export interface Services {
  readonly jobs: JobService;
  readonly catalogue: () => Catalogue | Promise<Catalogue>;
  readonly version: string;
  /** Aborted when the server closes: event streams end then. */
  readonly closing: AbortSignal;
}
