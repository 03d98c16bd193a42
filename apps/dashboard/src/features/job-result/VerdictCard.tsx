import type { Verdict } from "@ansatz/contract";
import { Alert, Paper, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { InfoIcon } from "../../shared/icons.tsx";
import { verdictLooks } from "../../shared/StatusBadge.tsx";
import classes from "./job-result.module.css";

interface VerdictCardProps {
  readonly verdict: Verdict;
  readonly warnings: readonly string[];
  /** The result in one number, with its error. */
  readonly headline: ReactNode;
}

/** The answer and what it is worth: number first, then the verdict in words. */
export function VerdictCard({ verdict, warnings, headline }: VerdictCardProps) {
  const { label, color, icon } = verdictLooks[verdict.level];
  return (
    <Paper
      component="section"
      aria-label="Verdict"
      withBorder
      radius="lg"
      className={`${classes.verdict} surface`}
    >
      <div className={classes.headline}>{headline}</div>
      <Stack gap="xs" className={classes.judgement}>
        <div className={classes.level}>
          <ThemeIcon variant="light" color={color} radius="xl" size="lg">
            {icon}
          </ThemeIcon>
          <Title order={2}>Verdict: {label}</Title>
        </div>
        <Text data-testid="verdict">{verdict.text}</Text>
        {warnings.map((warning) => (
          <Alert key={warning} variant="light" color="yellow" icon={<InfoIcon />} p="xs">
            <Text size="sm">{warning}</Text>
          </Alert>
        ))}
      </Stack>
    </Paper>
  );
}
