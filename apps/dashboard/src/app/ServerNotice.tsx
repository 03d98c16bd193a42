import { ServerUnavailableError } from "@ansatz/contract";
import { Box } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ProblemAlert } from "../shared/ProblemAlert.tsx";
import { api } from "./api.ts";

/** Says when the server does not answer, and takes it back when it does. */
export function ServerNotice() {
  const { error, refetch } = useQuery({
    queryKey: ["health"],
    queryFn: () => api.health(),
    refetchInterval: ({ state }) => (state.error ? 4_000 : 30_000),
  });
  if (!(error instanceof ServerUnavailableError)) return null;
  return (
    <Box mb="md">
      <ProblemAlert error={error} onRetry={() => void refetch()} />
    </Box>
  );
}
