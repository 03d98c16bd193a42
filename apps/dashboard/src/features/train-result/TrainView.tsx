import type { Job, TrainResult } from "@ansatz/contract";
import { Anchor, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { formatCount, formatSeconds } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { tableFile } from "../audit-result/audit-files.ts";
import { DataFacts } from "../audit-result/DataFacts.tsx";
import { KindBadge } from "../audit-result/KindBadge.tsx";
import { capital, settingsText } from "../audit-result/model-words.ts";
import { toJson } from "../job-result/exports.ts";
import { FactList } from "../job-result/FactList.tsx";
import resultClasses from "../job-result/job-result.module.css";
import { Repeat } from "../job-result/Repeat.tsx";
import { VerdictCard } from "../job-result/VerdictCard.tsx";
import { PredictPanel } from "../model-predict/PredictPanel.tsx";
import { figureText, percentText } from "../portfolio-charts/money-format.ts";
import { PrintButton } from "../portfolio-charts/PrintButton.tsx";

interface TrainViewProps {
  readonly job: Extract<Job, { kind: "train" }>;
  readonly result: TrainResult;
}

/** A score as its measure has it, without its unit. */
export function scoreText(metric: "mae" | "accuracy", value: number): string {
  return metric === "mae" ? figureText(value, 4) : percentText(value, 1);
}

/** A trained model: its held-out error, predictions with it, and the model itself as a file. */
export default function TrainView({ job, result }: TrainViewProps) {
  const { model, verdict, warnings } = result;
  return (
    <>
      <VerdictCard verdict={verdict} warnings={warnings} headline={<Score result={result} />} />
      <PredictPanel id={job.id} model={model} />
      <div className={resultClasses.columns}>
        <DataFacts result={result} />
        <ModelFacts result={result} />
      </div>
      <Repeat
        job={job}
        files={[
          {
            label: "Model",
            extension: "json",
            type: "application/json",
            text: () => toJson(model),
            fileName: "model.json",
          },
          {
            label: "JSON of the job",
            extension: "json",
            type: "application/json",
            text: () => toJson(job),
          },
          ...tableFile(job.request),
        ]}
        savedAs={job.request.table === undefined ? undefined : "data.csv"}
        savedText="the table"
        extra={<PrintButton />}
      />
    </>
  );
}

function Score({ result: { model, dummyScore } }: { readonly result: TrainResult }) {
  const { metric, value, deviation } = model.score;
  const unit = metric === "mae" ? (model.target.unit ?? "") : "";
  return (
    <Stack gap={6} align="flex-start">
      <Text size="sm" c="dimmed">
        {metric === "mae" ? "Mean absolute error" : "Accuracy"} on held-out rows
      </Text>
      <Text component="div" className={resultClasses.energy} data-testid="score">
        {scoreText(metric, value)} <span className={resultClasses.unit}>{unit}</span>
      </Text>
      <Text size="sm" className="number">
        ± {scoreText(metric, deviation)} between folds; {scoreText(metric, dummyScore)} without the features
      </Text>
      <KindBadge kind={model.kind} />
    </Stack>
  );
}

function ModelFacts({ result }: { readonly result: TrainResult }) {
  const { model, perFold, settings, seconds, seed } = result;
  return (
    <Section title="Model">
      <Stack gap="sm">
        <FactList
          facts={[
            ["Model", capital(model.label)],
            ["Version", model.version],
            ["Settings", settingsText(settings)],
            ["Folds", perFold.map((score) => scoreText(model.score.metric, score)).join(", ")],
            ["Rows", formatCount(model.rows)],
            ["Run", `${formatSeconds(seconds)}, seed ${seed}`],
          ]}
        />
        <Anchor component={Link} to="/models" size="sm">
          All trained models
        </Anchor>
      </Stack>
    </Section>
  );
}
