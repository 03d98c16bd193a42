import type { PredictResult, TrainedModel } from "@ansatz/contract";
import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useAnnounce } from "../../app/announcer.tsx";
import { api } from "../../app/api.ts";
import { downloadText, fileStem } from "../../shared/download.ts";
import { sentence } from "../../shared/form/form-errors.ts";
import { DownloadIcon, PlayIcon, WarningIcon } from "../../shared/icons.tsx";
import { describeError } from "../../shared/problem.ts";
import { Section } from "../../shared/Section.tsx";
import { shortName } from "../audit-result/ParityDiagram.tsx";
import { csvFile } from "../portfolio-charts/csv.ts";
import { figureText, percentText } from "../portfolio-charts/money-format.ts";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";
import { parseFormulaLines } from "./formula-lines.ts";

interface PredictPanelProps {
  /** Of the job that trained the model. */
  readonly id: string;
  readonly model: Pick<TrainedModel, "name" | "target"> & {
    readonly description?: TrainedModel["description"];
  };
}

type Prediction = PredictResult["predictions"][number];

/** Formulas in, predictions out. */
export function PredictPanel({ id, model }: PredictPanelProps) {
  const [text, setText] = useState("");
  const announce = useAnnounce();
  const formulas = parseFormulaLines(text);
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => api.predict(id, { formulas }),
    onSuccess: ({ predictions }) => announce(`${predictions.length} predictions.`),
  });
  const isServed = isFromFormulas(model.description);
  if (!isServed) {
    return (
      <Section title="Predict">
        <Text size="sm">
          This model predicts from more than formulas. Download it, and predict in a terminal with a table of
          the same columns.
        </Text>
      </Section>
    );
  }
  return (
    <Section title="Predict" description={`${model.target.name} of materials that the model has not seen.`}>
      <Stack gap="md">
        <Textarea
          label="Formulas"
          description="One a line, or separated by commas or semicolons; pasted columns work too."
          placeholder={"TiO2\nBaTiO3\nFe0.7Ni0.3"}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={3}
          maxRows={10}
          spellCheck={false}
          error={error ? sentence(describeError(error).detail) : undefined}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
        />
        <Group gap="sm">
          <Button
            leftSection={<PlayIcon size={14} />}
            onClick={() => mutate()}
            loading={isPending}
            disabled={formulas.length === 0}
          >
            Predict
          </Button>
          {data && <PredictionsDownload result={data} />}
        </Group>
        {data && <Predictions result={data} />}
      </Stack>
    </Section>
  );
}

function isFromFormulas(description: TrainedModel["description"] | undefined): boolean {
  return (
    description === undefined || (description.subject === "composition" && description.columns.length === 0)
  );
}

function valueText({ target }: PredictResult, prediction: Prediction): string {
  if (prediction.class !== null) return prediction.class;
  if (prediction.value === null) return "–";
  const deviation = prediction.deviation === null ? "" : ` ± ${figureText(prediction.deviation, 3)}`;
  return `${figureText(prediction.value, 5)}${deviation}${target.unit === null ? "" : ` ${target.unit}`}`;
}

/** The probability of the class that was predicted. */
function certaintyText({ class: name, probabilities }: Prediction): string {
  if (name === null || probabilities === null) return "–";
  return percentText(probabilities[name] ?? 0, 1);
}

function Predictions({ result }: { readonly result: PredictResult }) {
  const { predictions, target, warnings } = result;
  const hasClasses = target.classes.length > 0;
  return (
    <Stack gap="sm" data-testid="predictions">
      {warnings.map((warning) => (
        <Group key={warning} gap={8} wrap="nowrap" align="flex-start">
          <WarningIcon size={16} />
          <Text size="sm">{warning}</Text>
        </Group>
      ))}
      <ResultTable
        label="Table of predictions"
        heads={["Material", target.name, ...(hasClasses ? ["Probability"] : []), "Domain"]}
        texts={hasClasses ? [3] : [2]}
        rows={predictions.map((prediction) => ({
          key: String(prediction.row),
          cells: [
            shortName(prediction.name),
            prediction.problem === null ? valueText(result, prediction) : "–",
            ...(hasClasses ? [certaintyText(prediction)] : []),
            prediction.problem === null
              ? prediction.isOutOfDomain
                ? "outside: do not rely on it"
                : "inside"
              : sentence(prediction.problem),
          ],
        }))}
      />
    </Stack>
  );
}

function PredictionsDownload({ result }: { readonly result: PredictResult }) {
  const { predictions, target, model } = result;
  const classes = target.classes;
  const file = csvFile(
    "Predictions as CSV",
    [
      "row",
      "material",
      target.unit === null ? target.name : `${target.name} (${target.unit})`,
      "deviation",
      ...classes.map((name) => `probability of ${name}`),
      "out of domain",
      "problem",
    ],
    () =>
      predictions.map((prediction) => [
        prediction.row,
        prediction.name,
        prediction.class ?? prediction.value,
        prediction.deviation,
        ...classes.map((name) => prediction.probabilities?.[name]),
        prediction.isOutOfDomain,
        prediction.problem,
      ]),
  );
  return (
    <Button
      variant="default"
      leftSection={<DownloadIcon size={15} />}
      onClick={() => downloadText(`${fileStem(model.name)}-predictions.csv`, file.text(), file.type)}
    >
      {file.label}
    </Button>
  );
}
