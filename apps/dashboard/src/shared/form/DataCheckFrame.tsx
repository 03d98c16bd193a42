import { Alert, Skeleton, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { InfoIcon } from "../icons.tsx";
import { ProblemAlert } from "../ProblemAlert.tsx";
import { Section } from "../Section.tsx";

interface DataCheckFrameProps<Facts> {
  readonly check: {
    readonly facts?: Facts | null | undefined;
    readonly isPending: boolean;
    /** By field. */
    readonly errors: Readonly<Partial<Record<string, string>>>;
    readonly failure?: unknown;
  };
  readonly children: (facts: Facts) => ReactNode;
}

/** What a page read of a form's data: the facts, or why there are none. */
export function DataCheckFrame<Facts>({ check, children }: DataCheckFrameProps<Facts>) {
  const { facts, isPending, errors, failure } = check;
  const isRefused = Object.keys(errors).length > 0;
  return (
    <Section title="Data check" description="What was read, found and done, before anything runs.">
      <Stack
        gap="lg"
        aria-busy={isPending}
        style={{ opacity: isPending && facts ? 0.6 : 1 }}
        data-testid="data-check"
      >
        {failure !== undefined && failure !== null && <ProblemAlert error={failure} />}
        {facts ? (
          children(facts)
        ) : isPending && !isRefused ? (
          <Skeleton height={220} radius="md" />
        ) : (
          (failure === undefined || failure === null) && (
            <Text size="sm" c="dimmed">
              {isRefused
                ? Object.values(errors)[0]
                : "The check appears here once there is a table: choose a file, drop it or paste it."}
            </Text>
          )
        )}
      </Stack>
    </Section>
  );
}

interface SampleNoteProps {
  readonly sample: {
    readonly title: string;
    readonly description: string;
    readonly source: string;
    readonly licence: string;
  };
  /** Invented data are marked. */
  readonly isReal: boolean;
}

/** Where a sample table comes from. */
export function SampleNote({ sample, isReal }: SampleNoteProps) {
  return (
    <Alert
      variant="light"
      color={isReal ? "lagoon" : "yellow"}
      icon={<InfoIcon />}
      mb="sm"
      title={sample.title}
      styles={{ title: { color: "inherit" } }}
    >
      <Text size="sm">{sample.description}</Text>
      <Text size="xs" c="dimmed" mt={4}>
        Source: {sample.source}. Licence: {sample.licence}.
      </Text>
    </Alert>
  );
}
