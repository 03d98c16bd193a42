import { errorCodes, isErrorCode, type Job } from "@ansatz/contract";
import { Alert, Button, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { CrossCircleIcon, PencilIcon, StopIcon } from "../../shared/icons.tsx";
import { fillForm, hasForm } from "./fill-form.ts";

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
  const correct = hasForm(job) ? () => void fillForm(job).then((to) => navigate({ to })) : undefined;
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
