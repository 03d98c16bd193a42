import type { FrontierResult } from "@ansatz/contract";
import { formatCount, formatSeconds } from "../../shared/format.ts";
import { sentences } from "../../shared/form/form-errors.ts";
import { Section } from "../../shared/Section.tsx";
import { FactList } from "../job-result/FactList.tsx";
import { figureText, percentText, probabilityText } from "../portfolio-charts/money-format.ts";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";

/** QAOA selections beside the proven optima. */
export function Selections({ result: { selections } }: { readonly result: FrontierResult }) {
  if (!selections) return null;
  return (
    <Section
      title="Quantum selections"
      description="Assets in equal parts by QAOA, from the boldest to the most careful, beside the proven optimum."
    >
      <ResultTable
        label="Table of quantum selections"
        heads={["q", "Return", "Volatility", "Against the optimum", "Optimal sample", "By chance", "Assets"]}
        texts={[6]}
        rows={selections.map((point) => ({
          key: String(point.riskAversion),
          cells: [
            figureText(point.riskAversion, 3),
            percentText(point.expectedReturn),
            percentText(point.volatility),
            point.isOptimal
              ? `equal${point.proven ? ", proven" : ""}`
              : `+${figureText(point.objective - point.optimumObjective, 3)}`,
            probabilityText(point.optimumProbability),
            probabilityText(point.uniformProbability),
            point.selection.join(", "),
          ],
        }))}
      />
    </Section>
  );
}

/** Portfolios that lie beneath the frontier or on it. */
export function Comparisons({ result }: { readonly result: FrontierResult }) {
  const { comparisons, minimumVariance, maximumSharpe } = result;
  const rows = [
    { ...minimumVariance, name: "Least variance" },
    ...(maximumSharpe ? [{ ...maximumSharpe, name: "Greatest Sharpe ratio" }] : []),
    ...comparisons,
  ];
  const unique = rows.filter(
    ({ name }, index) => rows.findIndex((row) => row.name.toLowerCase() === name.toLowerCase()) === index,
  );
  return (
    <Section title="Portfolios beside the frontier">
      <ResultTable
        label="Table of portfolios"
        heads={["Portfolio", "Return", "Volatility", "Held", "Largest"]}
        texts={[4]}
        rows={unique.map(({ name, expectedReturn, volatility, weights }) => {
          const held = Object.entries(weights).filter(([, weight]) => weight > 1e-6);
          const largest = [...held].sort((a, b) => b[1] - a[1]).slice(0, 3);
          return {
            key: name,
            cells: [
              name,
              percentText(expectedReturn),
              percentText(volatility),
              String(held.length),
              largest.map(([asset, weight]) => `${asset} ${percentText(weight, 0)}`).join(", "),
            ],
          };
        })}
      />
    </Section>
  );
}

/** Moments, proofs and run. */
export function HowItWasFound({ result }: { readonly result: FrontierResult }) {
  const { estimator, observations, covariance, findings, cardinalityFrontier } = result;
  const few = cardinalityFrontier?.flatMap((point) => point ?? []) ?? [];
  const proven = few.filter((point) => point.proven).length;
  return (
    <Section title="How it was found">
      <FactList
        facts={[
          [
            "Moments",
            `${estimator}${observations === null ? "" : ` from ${formatCount(observations)} observations`}; covariance ${covariance.status}`,
          ],
          ...(few.length === 0
            ? []
            : [["Few holdings", `${proven} of ${few.length} points proven by branch and bound`] as const]),
          [
            "Run",
            `${formatSeconds(result.seconds)} on ${result.threads} ${result.threads === 1 ? "thread" : "threads"}, seed ${result.seed}`,
          ],
          ...(findings.length === 0 ? [] : [["Data", sentences(findings)] as const]),
        ]}
      />
    </Section>
  );
}
