import type { Job, ProposeResult } from "@ansatz/contract";
import { Stack, Text } from "@mantine/core";
import { formatCount, formatSeconds, prettyFormula } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { tableFile } from "../audit-result/audit-files.ts";
import { DataFacts } from "../audit-result/DataFacts.tsx";
import { capital } from "../audit-result/model-words.ts";
import { toJson } from "../job-result/exports.ts";
import { FactList } from "../job-result/FactList.tsx";
import resultClasses from "../job-result/job-result.module.css";
import { Repeat } from "../job-result/Repeat.tsx";
import { VerdictCard } from "../job-result/VerdictCard.tsx";
import { csvFile } from "../portfolio-charts/csv.ts";
import { figureText } from "../portfolio-charts/money-format.ts";
import { PrintButton } from "../portfolio-charts/PrintButton.tsx";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";
import { ReplayCard } from "./ReplayCard.tsx";

interface ProposeViewProps {
  readonly job: Extract<Job, { kind: "propose" }>;
  readonly result: ProposeResult;
}

const acquisitionWords: Readonly<Record<ProposeViewProps["job"]["request"]["acquisition"], string>> = {
  "expected-improvement": "Expected improvement",
  "probability-of-improvement": "Probability of improvement",
  "confidence-bound": "Confidence bound",
  value: "Predicted value",
};

/** The next compounds worth making, and whether choosing them this way gains anything. */
export default function ProposeView({ job, result }: ProposeViewProps) {
  const { verdict, warnings, proposals, target } = result;
  return (
    <>
      <VerdictCard verdict={verdict} warnings={warnings} headline={<First job={job} result={result} />} />
      <Candidates job={job} result={result} />
      <ReplayCard result={result} />
      <div className={resultClasses.columns}>
        <DataFacts result={result} />
        <Search job={job} result={result} />
      </div>
      <Repeat
        job={job}
        files={[
          { label: "JSON", extension: "json", type: "application/json", text: () => toJson(job) },
          csvFile(
            "Candidates as CSV",
            [
              "rank",
              "formula",
              target.unit === null ? target.name : `${target.name} (${target.unit})`,
              "deviation",
              job.request.acquisition,
              "oxidation states",
              "out of domain",
            ],
            () =>
              proposals.map((proposal, index) => [
                index + 1,
                proposal.formula,
                proposal.mean,
                proposal.deviation,
                proposal.acquisition,
                proposal.oxidationStates,
                proposal.isOutOfDomain,
              ]),
          ),
          ...(result.replay
            ? [
                csvFile(
                  "Replay as CSV",
                  ["measured", "guided", "guided_from", "guided_to", "random", "random_from", "random_to"],
                  () =>
                    result.replay!.steps.map((step) => [
                      step.measured,
                      step.guided,
                      ...step.guidedInterval,
                      step.random,
                      ...step.randomInterval,
                    ]),
                ),
              ]
            : []),
          ...tableFile(job.request),
        ]}
        savedAs={job.request.table === undefined ? undefined : "data.csv"}
        savedText="the table"
        extra={<PrintButton />}
      />
    </>
  );
}

function First({ job, result }: ProposeViewProps) {
  const { proposals, best, target } = result;
  const first = proposals.at(0);
  const unit = target.unit ?? "";
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        First of {proposals.length} proposals for {job.request.goal === "maximise" ? "a high" : "a low"}{" "}
        {target.name}
      </Text>
      <Text component="div" className={resultClasses.energy} data-testid="first-proposal">
        {first ? prettyFormula(first.formula) : "none"}
      </Text>
      {first && (
        <Text size="sm" className="number">
          {figureText(first.mean, 4)} ± {figureText(first.deviation, 3)} {unit} predicted
        </Text>
      )}
      <Text size="sm" className="number">
        Best known: {prettyFormula(best.name)}, {figureText(best.value, 4)} {unit}
      </Text>
    </Stack>
  );
}

function Candidates({ job, result }: ProposeViewProps) {
  const { proposals, target, best } = result;
  const { acquisition, goal } = job.request;
  const unit = target.unit === null ? "" : `, ${target.unit}`;
  const beats = (mean: number): boolean => (goal === "maximise" ? mean > best.value : mean < best.value);
  return (
    <Section
      title="Candidates"
      description={`In the order in which they were chosen; predictions ± one standard deviation. Bold ones are predicted to beat the best known value.`}
    >
      <ResultTable
        label="Table of candidates"
        heads={[
          "Compound",
          `${capital(target.name)}${unit}`,
          acquisitionWords[acquisition],
          "Oxidation states",
          "Domain",
        ]}
        texts={[3, 4]}
        rows={proposals.map((proposal) => ({
          key: proposal.formula,
          isStrong: beats(proposal.mean),
          cells: [
            prettyFormula(proposal.formula),
            <span key="mean" style={{ whiteSpace: "nowrap" }}>
              {figureText(proposal.mean, 4)} ± {figureText(proposal.deviation, 3)}
            </span>,
            figureText(proposal.acquisition, 3),
            proposal.oxidationStates ?? "–",
            proposal.isOutOfDomain ? "outside: an extrapolation" : "inside",
          ],
        }))}
      />
    </Section>
  );
}

function Search({ job, result }: ProposeViewProps) {
  const { elements, required, minimumElements, maximumElements, maximumAtoms, chargeBalanced, diverse } =
    job.request;
  const { candidates, isTruncated, model, seconds, seed } = result;
  return (
    <Section title="How they were found">
      <FactList
        facts={[
          ["Elements", elements.join(", ")],
          ...(required.length > 0 ? [["Must hold", required.join(", ")] as const] : []),
          [
            "Compounds",
            `${minimumElements} to ${maximumElements} elements, up to ${maximumAtoms} atoms, ${chargeBalanced ? "charges balanced" : "any charges"}`,
          ],
          ["Candidates", `${formatCount(candidates)}${isTruncated ? ", cut off there" : ""}`],
          ["Model", capital(model.label)],
          ["Batch", diverse ? "diverse" : "the best ones"],
          ["Run", `${formatSeconds(seconds)}, seed ${seed}`],
        ]}
      />
    </Section>
  );
}
