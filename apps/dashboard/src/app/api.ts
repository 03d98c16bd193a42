import { ApiProblemError, createApiClient, ServerUnavailableError } from "@ansatz/contract";
import { QueryClient } from "@tanstack/react-query";

/** The API of the server that this page comes from. */
export const api = createApiClient("");

/** Answers that a second try would not change are not asked for again. */
function isWorthRetrying(failureCount: number, error: Error): boolean {
  if (error instanceof ApiProblemError) return error.problem.status >= 500 && failureCount < 1;
  return error instanceof ServerUnavailableError && failureCount < 2;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: isWorthRetrying, retryDelay: 600, staleTime: 5_000, networkMode: "always" },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

export const jobQuery = (id: string) => ({
  queryKey: ["job", id] as const,
  queryFn: () => api.readJob(id),
});

export const catalogueQuery = {
  queryKey: ["catalogue"] as const,
  queryFn: () => api.catalogue(),
  staleTime: Infinity,
};
