import { Group, Table, Text } from "@mantine/core";
import { Fact } from "../../shared/Fact.tsx";
import { formatCount } from "../../shared/format.ts";
import { CheckCircleIcon, InfoIcon, WarningIcon } from "../../shared/icons.tsx";
import { DataCheckFrame, SampleNote } from "../../shared/form/DataCheckFrame.tsx";
import { sentence } from "../../shared/form/form-errors.ts";
import resultClasses from "../job-result/job-result.module.css";
import type { MarketFacts } from "../market-worker/types.ts";
import { HeatMap } from "../portfolio-charts/HeatMap.tsx";
import { figureText, percentText } from "../portfolio-charts/money-format.ts";
import classes from "./market-input.module.css";
import { PriceChart } from "./PriceChart.tsx";
import type { MarketCheck } from "./use-market-check.ts";

/** What the market's tables hold, what was found in them and what was done about it. */
export function DataCheck({ check }: { readonly check: MarketCheck }) {
  return <DataCheckFrame check={check}>{(facts) => <CheckedData facts={facts} />}</DataCheckFrame>;
}

function CheckedData({ facts }: { readonly facts: MarketFacts }) {
  return (
    <>
      <Overview facts={facts} />
      <Findings facts={facts} />
      <div className={classes.pictures}>
        {facts.chart && <PriceChart chart={facts.chart} />}
        {facts.assets.length > 1 && (
          <div>
            <Text fw={600} size="sm" mb={6}>
              Correlations
            </Text>
            <HeatMap names={facts.assets.map(({ name }) => name)} values={facts.correlations} />
          </div>
        )}
      </div>
      <AssetTable facts={facts} />
    </>
  );
}

const contents = { prices: "prices", returns: "returns", moments: "means and risks" };

function Overview({ facts }: { readonly facts: MarketFacts }) {
  const { assets, observations, dates, frequency, benchmark, understood, covariance } = facts;
  const sectors = new Set(assets.flatMap(({ sector }) => sector ?? []));
  return (
    <Group gap="xl" style={{ rowGap: "var(--mantine-spacing-sm)" }}>
      <Fact
        label="Read as"
        value={
          understood ? `${contents[facts.content]}, ${understood.layout} table` : contents[facts.content]
        }
      />
      <Fact label="Assets" value={formatCount(assets.length)} />
      {sectors.size > 0 && <Fact label="Sectors" value={String(sectors.size)} />}
      {observations !== null && <Fact label="Observations" value={formatCount(observations)} />}
      {observations !== null && (
        <Fact label="Observations an asset" value={(observations / assets.length).toFixed(1)} />
      )}
      {dates && <Fact label="Dates" value={`${dates.first} to ${dates.last}`} />}
      {frequency && <Fact label="Frequency" value={frequency} />}
      {benchmark && <Fact label="Benchmark" value={benchmark.name} />}
      <Fact
        label="Covariance"
        value={
          covariance.condition === null
            ? covariance.status.replace("-", " ")
            : `${covariance.status.replace("-", " ")}, condition ${figureText(covariance.condition, 2)}`
        }
      />
    </Group>
  );
}

function Findings({ facts }: { readonly facts: MarketFacts }) {
  const { findings, observations, assets, covariance, sample, estimator, shrinkage } = facts;
  const warnings = findings.filter(({ severity }) => severity === "warning");
  const rest = findings.filter(({ severity }) => severity !== "warning");
  const isScarce = observations !== null && observations < 10 * assets.length;
  const notes = [
    ...warnings,
    ...(isScarce
      ? [
          {
            severity: "warning" as const,
            message: `${formatCount(observations)} observations of ${assets.length} assets are few: sample covariances are noisy; a shrinkage estimator helps`,
          },
        ]
      : []),
    ...(covariance.status === "positive-definite" ||
    findings.some(({ message }) => message === covariance.message)
      ? []
      : [{ severity: "warning" as const, message: covariance.message }]),
    ...rest,
    ...(facts.content === "moments"
      ? []
      : [
          {
            severity: "information" as const,
            message: `moments: ${estimator}${shrinkage === null ? "" : `, shrunk by ${percentText(shrinkage, 1)}`}, a year`,
          },
        ]),
  ];
  return (
    <div>
      {sample && <SampleNote sample={sample} isReal={sample.isReal} />}
      <ul className={classes.findings} aria-label="Findings">
        {notes.map(({ severity, message }) => (
          <li key={message} data-severity={severity}>
            {severity === "warning" ? <WarningIcon size={16} /> : <InfoIcon size={16} />}
            <span>
              {severity === "warning" && <strong>Warning: </strong>}
              {sentence(message)}
            </span>
          </li>
        ))}
        {warnings.length === 0 && !isScarce && covariance.status === "positive-definite" && (
          <li>
            <CheckCircleIcon size={16} />
            <span>Nothing in the data that would change a conclusion.</span>
          </li>
        )}
      </ul>
    </div>
  );
}

function AssetTable({ facts: { assets, benchmark } }: { readonly facts: MarketFacts }) {
  const hasSectors = assets.some(({ sector }) => sector !== null);
  const hasPrices = assets.some(({ lastPrice }) => lastPrice !== null);
  return (
    <div>
      <Text fw={600} size="sm" mb={6}>
        Returns and volatilities a year
      </Text>
      <div
        className={`${classes.scroll} ${resultClasses.scroll}`}
        tabIndex={0}
        role="region"
        aria-label="Table of assets"
      >
        <Table className="number" verticalSpacing={3} fz="sm" stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Asset</Table.Th>
              <Table.Th ta="right">Return</Table.Th>
              <Table.Th ta="right">Volatility</Table.Th>
              {hasPrices && <Table.Th ta="right">Last price</Table.Th>}
              {hasSectors && <Table.Th>Sector</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[...assets, ...(benchmark ? [{ ...benchmark, sector: "benchmark", lastPrice: null }] : [])].map(
              ({ name, expectedReturn, volatility, lastPrice, sector }) => (
                <Table.Tr key={name}>
                  <Table.Th scope="row">{name}</Table.Th>
                  <Table.Td ta="right">{percentText(expectedReturn)}</Table.Td>
                  <Table.Td ta="right">{percentText(volatility)}</Table.Td>
                  {hasPrices && (
                    <Table.Td ta="right">{lastPrice === null ? "" : figureText(lastPrice)}</Table.Td>
                  )}
                  {hasSectors && <Table.Td>{sector ?? ""}</Table.Td>}
                </Table.Tr>
              ),
            )}
          </Table.Tbody>
        </Table>
      </div>
    </div>
  );
}
