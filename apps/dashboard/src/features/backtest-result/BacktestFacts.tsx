import type { BacktestResult } from "@ansatz/contract";
import { Stack, Text } from "@mantine/core";
import { formatCount, formatSeconds } from "../../shared/format.ts";
import { sentences } from "../../shared/form/form-errors.ts";
import { Section } from "../../shared/Section.tsx";
import { FactList } from "../job-result/FactList.tsx";
import { moneyText, percentText, probabilityText } from "../portfolio-charts/money-format.ts";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";

/** What each strategy traded and paid. */
export function Turnover({ result }: { readonly result: BacktestResult }) {
  return (
    <Section title="Turnover and costs" description="One way, without the first purchase.">
      <ResultTable
        label="Table of turnover and costs"
        heads={["Strategy", "Turnover a year", "Costs", "Rebalancings", "Greatest drawdown", "Computing"]}
        rows={result.strategies.map(
          ({ name, annualTurnover, totalCosts, rebalancings, drawdown, seconds }) => ({
            key: name,
            cells: [
              name,
              percentText(annualTurnover, 0),
              moneyText(totalCosts),
              formatCount(rebalancings.length),
              <>
                {percentText(-Math.abs(drawdown.depth), 1)}
                <Text size="xs" c="dimmed">
                  {drawdown.peak} to {drawdown.trough}
                  {drawdown.recovery === null ? ", not recovered" : ""}
                </Text>
              </>,
              formatSeconds(seconds),
            ],
          }),
        )}
      />
    </Section>
  );
}

/** What the history cannot tell, and how the decisions were made. */
export function Limits({ result }: { readonly result: BacktestResult }) {
  const { limits, quantum, findings, window, windows, executionDelay } = result;
  return (
    <Section title="What it does not tell">
      <Stack gap="md">
        <ul style={{ margin: 0, paddingLeft: "1.2rem", fontSize: "var(--mantine-font-size-sm)" }}>
          {limits.map((limit) => (
            <li key={limit} style={{ marginBottom: 4 }}>
              {limit}
            </li>
          ))}
        </ul>
        <FactList
          facts={[
            [
              "Decisions",
              `${formatCount(windows)}, each on ${window.expanding ? "all of its past, at first " : "the last "}${formatCount(window.periods)} ${result.frequency} periods`,
            ],
            [
              "Trades",
              `${executionDelay} ${executionDelay === 1 ? "period" : "periods"} after the last price seen`,
            ],
            ...(quantum
              ? ([
                  [
                    "QAOA",
                    `the best of ${formatCount(quantum.shots)} samples was the optimum in ${quantum.optimal} of ${quantum.windows} windows${
                      quantum.randomOptimal === null
                        ? ""
                        : `, that of as many random draws in ${quantum.randomOptimal}`
                    }`,
                  ],
                  [
                    "A sample",
                    `is the optimum with ${probabilityText(quantum.meanOptimumProbability)} on average; by chance with ${probabilityText(quantum.uniformProbability)}`,
                  ],
                ] as const)
              : []),
            [
              "Data",
              `${formatCount(result.observations)} periods of ${result.assets} assets${findings.length > 0 ? `. ${sentences(findings)}` : ""}`,
            ],
            ["Run", `${formatSeconds(result.seconds)}, seed ${result.seed}`],
          ]}
        />
      </Stack>
    </Section>
  );
}
