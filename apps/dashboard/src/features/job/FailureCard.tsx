import { errorCodes, isErrorCode, type Job } from "@ansatz/contract";
import { Alert, Button, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { CrossCircleIcon, PencilIcon, StopIcon } from "../../shared/icons.tsx";
import { draftOfJob } from "../new-calculation/draft.ts";
import { saveDraft } from "../new-calculation/draft-store.ts";
import { fieldOfError } from "../new-calculation/field-errors.ts";
import { handOver } from "../new-calculation/handed-errors.ts";

/** Why a job has no result, and what to do about it. */
export function FailureCard({ job }: { readonly job: Job }) {
  const navigate = useNavigate();
  if (job.status === "cancelled") {
    return (
      <Alert variant="light" color="gray" icon={<StopIcon />} title="Cancelled">
        <Text size="sm">The calculation was stopped before it ended; it has no result.</Text>
      </Alert>
    );
  }
  if (!job.error) return null;
  const { code, message } = job.error;
  const correct =
    job.kind === "circuit" || job.kind === "portfolio"
      ? undefined
      : () => {
          saveDraft(draftOfJob(job));
          handOver({ [fieldOfError(code)]: message });
          void navigate({ to: "/" });
        };
  return (
    <Alert
      variant="light"
      color="red"
      icon={<CrossCircleIcon />}
      title={isErrorCode(code) ? errorCodes[code].title : "The calculation failed"}
    >
      <Text size="sm">{message}</Text>
      <Text size="xs" c="dimmed" mt="xs">
        Error code: {code}
      </Text>
      {correct && (
        <Button mt="sm" size="xs" variant="default" leftSection={<PencilIcon size={14} />} onClick={correct}>
          Correct the input
        </Button>
      )}
    </Alert>
  );
}
