import type { Job } from "@ansatz/contract";
import { Group, Progress, Stack, Text } from "@mantine/core";
import { Section } from "../../shared/Section.tsx";
import type { Connection } from "./event-stream.ts";
import type { JobLog } from "./job-events.ts";
import { StageSteps } from "./StageSteps.tsx";

interface ProgressCardProps {
  readonly log: JobLog;
  readonly kind: Job["kind"];
  readonly connection: Connection;
  readonly message: string | null;
}

/** How far a running job has come. */
export function ProgressCard({ log, kind, connection, message }: ProgressCardProps) {
  const percent = Math.round(100 * log.fraction);
  const waiting = log.status === "queued" || log.status === undefined;
  return (
    <Section title="Progress">
      <Stack gap="md">
        <Group gap="sm" wrap="nowrap">
          <Progress.Root size="lg" style={{ flex: 1 }}>
            <Progress.Section value={Math.max(percent, 2)} aria-label="Progress of the calculation" />
          </Progress.Root>
          <Text size="sm" className="number" w="3rem" ta="right">
            {percent} %
          </Text>
        </Group>
        <StageSteps log={log} kind={kind} />
        {kind === "bond-scan" && log.pointCount !== undefined && (
          <Text size="sm">
            {log.points.length} of {log.pointCount} points done
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {log.message ?? message ?? (waiting ? "Waiting for a free thread." : "Starting.")}
        </Text>
        {log.restarts.map((restart, index) => (
          <Text key={index} size="sm">
            The job’s process was lost and the job taken up again: {restart}
          </Text>
        ))}
        {connection === "lost" && (
          <Text size="sm" role="status">
            The connection to the server is lost; trying again. The job goes on without this page.
          </Text>
        )}
      </Stack>
    </Section>
  );
}
