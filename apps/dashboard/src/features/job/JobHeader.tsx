import { isFinal, type Job } from "@ansatz/contract";
import { Button, Group, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, jobQuery } from "../../app/api.ts";
import { formatAge, formatSeconds } from "../../shared/format.ts";
import { RepeatIcon, StopIcon } from "../../shared/icons.tsx";
import { ProblemAlert } from "../../shared/ProblemAlert.tsx";
import { StatusBadge } from "../../shared/StatusBadge.tsx";
import { fillForm, hasForm } from "./fill-form.ts";
import { jobTitle } from "./job-title.ts";
import { kindTitles } from "./kind-titles.ts";
import { useNow } from "./use-now.ts";

/** Time the job has run or did run, seconds; undefined before it started. */
function elapsedSeconds({ startedAt, finishedAt }: Job, now: number): number | undefined {
  if (startedAt === null) return undefined;
  const end = finishedAt === null ? now : Date.parse(finishedAt);
  return Math.max(0, (end - Date.parse(startedAt)) / 1000);
}

/** What the job is, where it stands, and what can be done with it. */
export function JobHeader({ job, status }: { readonly job: Job; readonly status: Job["status"] }) {
  const isOver = isFinal(status);
  const now = useNow(!isOver);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const elapsed = elapsedSeconds(job, now);
  const cancel = useMutation({
    mutationFn: () => api.cancelJob(job.id),
    onSettled: () => queries.invalidateQueries({ queryKey: jobQuery(job.id).queryKey }),
  });
  const runAgain = hasForm(job)
    ? () => void fillForm({ ...job, error: null }).then((to) => navigate({ to }))
    : undefined;
  return (
    <>
      <Group justify="space-between" align="flex-start" gap="md" mb="lg">
        <div style={{ minWidth: 0 }}>
          <Group gap="xs" mb={6}>
            <Text size="sm" c="dimmed">
              {kindTitles[job.kind]}
            </Text>
            <StatusBadge status={status} />
          </Group>
          <Title order={1}>{jobTitle(job)}</Title>
          <Text size="sm" c="dimmed" mt={4} className="number">
            {formatAge(job.createdAt, now)}
            {elapsed !== undefined && ` · ${isOver ? "ran" : "running"} ${formatSeconds(elapsed)}`}
          </Text>
        </div>
        <Group gap="sm">
          {!isOver && (
            <Button
              variant="default"
              leftSection={<StopIcon size={14} />}
              loading={cancel.isPending}
              onClick={() => cancel.mutate()}
            >
              Cancel
            </Button>
          )}
          {runAgain && (
            <Button variant="default" leftSection={<RepeatIcon size={15} />} onClick={runAgain}>
              Run again with changes
            </Button>
          )}
        </Group>
      </Group>
      {cancel.error && !isOver && <ProblemAlert error={cancel.error} />}
    </>
  );
}
