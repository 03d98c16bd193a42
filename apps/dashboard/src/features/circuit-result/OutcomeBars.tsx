import type { CircuitResult } from "@ansatz/contract";
import { Button, Table, Text, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { formatCount } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import classes from "./circuit-result.module.css";
import { percent, type Outcome } from "./outcomes.ts";

const firstRows = 16;
const mostRows = 512;

interface OutcomeBarsProps {
  readonly outcomes: readonly Outcome[];
  readonly result: CircuitResult;
}

/** The outcomes as a table with bars: shares of the shots with their standard errors, and exact probabilities. */
export function OutcomeBars({ outcomes, result }: OutcomeBarsProps) {
  const [isLong, setIsLong] = useState(false);
  const shown = outcomes.slice(0, isLong ? mostRows : firstRows);
  const hasCounts = result.counts !== null;
  const hasProbabilities = result.probabilities !== null;
  const size = ({ share, probability }: Outcome): number => share ?? probability ?? 0;
  const largest = Math.max(...shown.map(size), Number.MIN_VALUE);
  const total = Math.max(result.countedOutcomes ?? 0, result.possibleOutcomes ?? 0, outcomes.length);
  return (
    <Section
      title="Outcomes"
      description={
        hasCounts
          ? "Shares of the shots with their standard errors. Bits run from the highest to the lowest."
          : "Exact probabilities. Bits run from the highest to the lowest."
      }
    >
      <div className={classes.scroll} tabIndex={0} role="region" aria-label="Table of outcomes">
        <Table className="number" verticalSpacing={4} data-testid="outcomes">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Outcome</Table.Th>
              {hasCounts && <Table.Th ta="right">Count</Table.Th>}
              {hasCounts && <Table.Th ta="right">Share</Table.Th>}
              {hasProbabilities && <Table.Th ta="right">Probability</Table.Th>}
              <Table.Th className={classes.barCell}>
                <VisuallyHidden>Bar</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((outcome) => (
              <Table.Tr key={outcome.bits}>
                <Table.Td className={classes.bits}>{outcome.bits}</Table.Td>
                {hasCounts && <Table.Td ta="right">{formatCount(outcome.count ?? 0)}</Table.Td>}
                {hasCounts && (
                  <Table.Td ta="right">
                    {percent(outcome.share ?? 0)}{" "}
                    <Text span size="xs" c="dimmed">
                      ± {percent(outcome.standardError ?? 0)}
                    </Text>
                  </Table.Td>
                )}
                {hasProbabilities && <Table.Td ta="right">{percent(outcome.probability ?? 0)}</Table.Td>}
                <Table.Td className={classes.barCell} aria-hidden="true">
                  <span className={classes.track}>
                    <span className={classes.bar} style={{ width: `${(100 * size(outcome)) / largest}%` }} />
                    {hasCounts && outcome.probability !== null && (
                      <span
                        className={classes.exact}
                        style={{ left: `${Math.min(100, (100 * outcome.probability) / largest)}%` }}
                      />
                    )}
                  </span>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {hasCounts && hasProbabilities && (
        <Text size="xs" c="dimmed" mt="xs">
          The dashed mark on a bar is the exact probability.
        </Text>
      )}
      {total > shown.length && (
        <Text size="sm" c="dimmed" mt="xs">
          and {formatCount(total - shown.length)} more; the files below hold all that are listed.
        </Text>
      )}
      {!isLong && outcomes.length > firstRows && (
        <Button variant="subtle" size="compact-sm" mt="xs" onClick={() => setIsLong(true)}>
          Show {formatCount(Math.min(outcomes.length, mostRows))}
        </Button>
      )}
    </Section>
  );
}
