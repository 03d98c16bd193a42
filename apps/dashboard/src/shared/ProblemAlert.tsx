import { Alert, Button, Group, Text } from "@mantine/core";
import { CrossCircleIcon, RepeatIcon } from "./icons.tsx";
import { describeError } from "./problem.ts";

interface ProblemAlertProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** An error with its name, its remedy and, where it helps, a second try. */
export function ProblemAlert({ error, onRetry }: ProblemAlertProps) {
  const { title, detail, code } = describeError(error);
  return (
    <Alert color="red" variant="light" icon={<CrossCircleIcon />} title={title} role="alert">
      <Text size="sm">{detail}</Text>
      <Group mt="sm" gap="md">
        {onRetry && (
          <Button size="xs" variant="default" leftSection={<RepeatIcon size={14} />} onClick={onRetry}>
            Try again
          </Button>
        )}
        <Text size="xs" c="dimmed">
          Error code: {code}
        </Text>
      </Group>
    </Alert>
  );
}
