import type { Job } from "@ansatz/contract";
import { Anchor, Loader, Text, Title } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { jobQuery } from "../../app/api.ts";
import { usePageTitle } from "../../app/use-page-title.ts";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { ProblemAlert } from "../../shared/ProblemAlert.tsx";
import { Section } from "../../shared/Section.tsx";
import { VerdictBadge } from "../../shared/StatusBadge.tsx";
import { figureText, percentText, probabilityText } from "../portfolio-charts/money-format.ts";
import { PointDiagram } from "../portfolio-charts/PointDiagram.tsx";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";
import { seriesColor } from "../portfolio-charts/series-colors.ts";
import { comparedIds } from "./comparison.ts";

type Portfolio = Extract<Job, { kind: "portfolio" }>;

/** Finished portfolios beside each other. */
export default function ComparePage() {
  usePageTitle("Scenarios");
  const ids = comparedIds(useSearch({ from: "/portfolios/compare" }));
  const read = useQueries({ queries: ids.map(jobQuery) });
  const jobs = read.flatMap(({ data }) => (data?.kind === "portfolio" && data.result ? [data] : []));
  const error = read.find((query) => query.error)?.error;
  return (
    <>
      <Title order={1} mb="xs">
        Scenarios
      </Title>
      <Text c="dimmed" mb="lg" maw="46rem">
        Portfolios beside each other: what each was asked, what came out, and what it is worth.
      </Text>
      {error && <ProblemAlert error={error} />}
      {read.some(({ isPending }) => isPending) && <Loader aria-label="Loading the portfolios" />}
      {jobs.length > 0 ? (
        <Scenarios jobs={jobs} />
      ) : (
        !read.some(({ isPending }) => isPending) && (
          <Text>
            Select finished portfolios in the{" "}
            <Link to="/jobs" search={{ kind: "portfolio" }}>
              list of calculations
            </Link>
            .
          </Text>
        )
      )}
    </>
  );
}

function Scenarios({ jobs }: { readonly jobs: readonly Portfolio[] }) {
  const scenarios = jobs.map((job, index) => ({ name: `${index + 1}`, job, result: job.result! }));
  const assets = [...new Set(scenarios.flatMap(({ result }) => Object.keys(result.weights)))]
    .filter((asset) => scenarios.some(({ result }) => (result.weights[asset] ?? 0) > 0))
    .sort();
  return (
    <div style={{ display: "grid", gap: "var(--mantine-spacing-lg)", gridTemplateColumns: "minmax(0, 1fr)" }}>
      <Section title="Mandates and answers">
        <ResultTable
          label="Table of scenarios"
          heads={[
            "Number",
            "Portfolio",
            "Objective",
            "Optimum",
            "Ratio",
            "Return",
            "Volatility",
            "Sample optimal",
            "Verdict",
          ]}
          texts={[1, 8]}
          rows={scenarios.map(({ name, job, result }) => ({
            key: job.id,
            cells: [
              name,
              <Anchor
                size="sm"
                underline="always"
                renderRoot={(props) => <Link to="/jobs/$id" params={{ id: job.id }} {...props} />}
              >
                {job.title}
              </Anchor>,
              figureText(result.objective, 6),
              `${figureText(result.optimum.objective, 6)}${result.optimum.proven ? ", proven" : ""}`,
              result.approximationRatio === null ? "–" : result.approximationRatio.toFixed(4),
              percentText(result.expectedReturn),
              percentText(result.volatility),
              result.optimumProbability === null ? "–" : probabilityText(result.optimumProbability),
              <VerdictBadge level={result.verdict.level} />,
            ],
          }))}
        />
      </Section>
      <Section title="Risk and return">
        <PointDiagram
          label={`Expected return against volatility of ${scenarios.length} portfolios.`}
          series={scenarios.map(({ name, job, result }, index) => ({
            name: `${name}: ${job.title}`,
            color: seriesColor(index),
            points: [
              { name: job.title, expectedReturn: result.expectedReturn, volatility: result.volatility },
            ],
            size: 120,
          }))}
          table={
            <NumberTable
              heads={["Portfolio", "Return", "Volatility"]}
              rows={scenarios.map(({ job, result }) => [
                job.title,
                percentText(result.expectedReturn),
                percentText(result.volatility),
              ])}
            />
          }
        />
      </Section>
      <Section
        title="Mandates"
        description="Objectives compare only where the mandates have the same form and risk aversion."
      >
        {scenarios.map(({ name, job, result }) => (
          <div key={job.id}>
            <Text fw={600} size="sm">
              {name}: {job.title}
            </Text>
            <Text size="sm" mb="sm">
              {result.mandate.join(" ")}
            </Text>
          </div>
        ))}
      </Section>
      <Section title="Weights">
        <ResultTable
          label="Table of weights"
          heads={["Asset", ...scenarios.map(({ name }) => name)]}
          rows={assets.map((asset) => ({
            key: asset,
            cells: [
              asset,
              ...scenarios.map(({ result }) => {
                const weight = result.weights[asset] ?? 0;
                return weight === 0 ? "–" : percentText(weight, 1);
              }),
            ],
          }))}
        />
      </Section>
    </div>
  );
}
