import type { PortfolioResult } from "@ansatz/contract";
import { Stack, Text } from "@mantine/core";
import { formatCount } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { percentText } from "../portfolio-charts/money-format.ts";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";
import classes from "./portfolio-result.module.css";

const descriptions = {
  selection: "In equal parts.",
  weights: "Shares of the money in steps.",
  lots: "Whole lots at their prices.",
};

/** What to hold, with the optimum's holdings beside it. */
export function HoldingsTable(result: PortfolioResult) {
  const { holdings, optimum, lots, cash, form, trades, turnover } = result;
  const hasSectors = holdings.some(({ sector }) => sector !== null);
  const known = optimum.proven ? "Proven optimum" : "Best known";
  const greatest = Math.max(
    ...holdings.flatMap(({ weight, optimumWeight }) => [weight, optimumWeight]),
    1e-9,
  );
  const held = (weight: number) => (weight === 0 ? "not held" : percentText(weight));
  return (
    <Section title="Holdings" description={descriptions[form]}>
      <Stack gap="md">
        <ul className={classes.bars} aria-label="Weights beside those of the optimum">
          {holdings.map(({ name, weight, optimumWeight }) => (
            <li key={name} title={`${name}: ${held(weight)}; ${known}: ${held(optimumWeight)}`}>
              <span className={classes.barName}>{name}</span>
              <span className={classes.track}>
                <span className={classes.bar} style={{ width: `${(100 * weight) / greatest}%` }} />
                {optimumWeight > 0 && (
                  <span className={classes.mark} style={{ left: `${(100 * optimumWeight) / greatest}%` }} />
                )}
              </span>
              <span className={`${classes.barValue} number`}>
                {weight === 0 ? "–" : percentText(weight, 1)}
              </span>
            </li>
          ))}
        </ul>
        <Text size="xs" c="dimmed">
          The dashed mark is the weight in the {known.toLowerCase()}.
        </Text>
        <ResultTable
          label="Table of holdings"
          heads={[
            "Asset",
            "Weight",
            known,
            ...(lots ? ["Lots"] : []),
            ...(trades ? ["Trade"] : []),
            "Expected return",
            "Volatility",
            ...(hasSectors ? ["Sector"] : []),
          ]}
          texts={hasSectors ? [5 + (lots ? 1 : 0) + (trades ? 1 : 0)] : []}
          rows={holdings.map(({ name, sector, weight, optimumWeight, expectedReturn, volatility }) => ({
            key: name,
            cells: [
              name,
              held(weight),
              held(optimumWeight),
              ...(lots ? [formatCount(lots[name] ?? 0)] : []),
              ...(trades ? [signedShare(trades[name] ?? 0)] : []),
              percentText(expectedReturn),
              percentText(volatility),
              ...(hasSectors ? [sector ?? ""] : []),
            ],
          }))}
        />
        {cash > 1e-9 && <Text size="sm">{percentText(cash)} of the budget stays cash.</Text>}
        {trades && <Trades holdings={holdings} trades={trades} turnover={turnover} />}
      </Stack>
    </Section>
  );
}

const signedShare = (share: number): string =>
  Math.abs(share) < 1e-12 ? "–" : `${share > 0 ? "+" : ""}${percentText(share)}`;

/** What is sold that is no longer held, and how much money moves. */
function Trades({
  holdings,
  trades,
  turnover,
}: {
  readonly holdings: PortfolioResult["holdings"];
  readonly trades: Readonly<Record<string, number>>;
  readonly turnover: number | null;
}) {
  const listed = new Set(holdings.map(({ name }) => name));
  const others = Object.entries(trades).filter(
    ([name, change]) => !listed.has(name) && Math.abs(change) > 1e-12,
  );
  return (
    <Text size="sm">
      {turnover !== null && `Turnover against today’s holdings: ${percentText(turnover)}. `}
      {others.length > 0 &&
        `Also traded: ${others.map(([name, change]) => `${name} ${signedShare(change)}`).join(", ")}.`}
    </Text>
  );
}
