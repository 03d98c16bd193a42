import type { PredictRequest, PredictResult, TrainedModel } from "@ansatz/contract";
import { Button, FileButton, Group, Input, Stack, Text, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useAnnounce } from "../../app/announcer.tsx";
import { api } from "../../app/api.ts";
import { downloadText, fileStem } from "../../shared/download.ts";
import { sentence } from "../../shared/form/form-errors.ts";
import { DownloadIcon, PlayIcon, UploadIcon, WarningIcon } from "../../shared/icons.tsx";
import { describeError } from "../../shared/problem.ts";
import { Section } from "../../shared/Section.tsx";
import { shortName } from "../audit-result/ParityDiagram.tsx";
import { csvFile } from "../portfolio-charts/csv.ts";
import { figureText, percentText } from "../portfolio-charts/money-format.ts";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";
import { predictModeOf, predictRequestOf, type PredictMode } from "./predict-mode.ts";

interface PredictPanelProps {
  /** Of the job that trained the model. */
  readonly id: string;
  readonly model: Pick<TrainedModel, "name" | "target" | "description">;
}

type Prediction = PredictResult["predictions"][number];

const inputs: Readonly<
  Record<PredictMode, { readonly label: string; readonly description: string; readonly placeholder: string }>
> = {
  formulas: {
    label: "Formulas",
    description: "One a line, or separated by commas or semicolons; pasted columns work too.",
    placeholder: "TiO2\nBaTiO3\nFe0.7Ni0.3",
  },
  smiles: { label: "Molecules", description: "SMILES, one a line.", placeholder: "CCO\nc1ccccc1" },
  table: {
    label: "Table",
    description: "CSV with the columns that the model was trained on; the target is not needed.",
    placeholder: "",
  },
  structures: { label: "Structures", description: "CIF or POSCAR files.", placeholder: "" },
};

interface GivenFile {
  readonly name: string;
  readonly text: string;
}

/** New materials in, predictions out. */
export function PredictPanel({ id, model }: PredictPanelProps) {
  const [text, setText] = useState("");
  const [files, setFiles] = useState<readonly GivenFile[]>([]);
  const announce = useAnnounce();
  const mode = predictModeOf(model.description);
  const request = predictRequestOf(mode, text, files);
  const { label, description, placeholder } = inputs[mode];
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (asked: PredictRequest) => api.predict(id, asked),
    onSuccess: ({ predictions }) => announce(`${predictions.length} predictions.`),
  });
  const problem = error ? sentence(describeError(error).detail) : undefined;
  const open = async (chosen: readonly File[]) =>
    setFiles(await Promise.all(chosen.map(async (file) => ({ name: file.name, text: await file.text() }))));
  return (
    <Section
      title="Predict"
      description={`Values of ${model.target.name} for materials that the model has not seen.`}
    >
      <Stack gap="md">
        {mode !== "structures" && (
          <Textarea
            label={label}
            description={mode === "table" ? `${description} ${columnWords(model.description)}` : description}
            placeholder={placeholder}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autosize
            minRows={3}
            maxRows={10}
            spellCheck={false}
            error={problem}
            styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          />
        )}
        {model.description.subject === "structure" && (
          <Input.Wrapper label={inputs.structures.label} description={inputs.structures.description}>
            <Group gap="sm" mt={6}>
              <FileButton onChange={(chosen) => void open(chosen)} accept=".cif,.vasp,.poscar,.txt" multiple>
                {(props) => (
                  <Button {...props} size="xs" variant="default" leftSection={<UploadIcon size={14} />}>
                    Choose files
                  </Button>
                )}
              </FileButton>
              <Text size="sm">{files.map(({ name }) => name).join(", ")}</Text>
            </Group>
            {mode === "structures" && problem !== undefined && <Input.Error mt={4}>{problem}</Input.Error>}
          </Input.Wrapper>
        )}
        <Group gap="sm">
          <Button
            leftSection={<PlayIcon size={14} />}
            onClick={() => request && mutate(request)}
            loading={isPending}
            disabled={request === undefined}
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

function columnWords({ subjectColumn, columns, names }: TrainedModel["description"]): string {
  const wanted = [
    ...(subjectColumn === null ? [] : [subjectColumn]),
    ...(columns.length > 0 ? columns : names),
  ];
  return `Needed: ${wanted.slice(0, 12).join(", ")}${wanted.length > 12 ? " …" : ""}.`;
}

function valueText({ target }: PredictResult, prediction: Prediction): string {
  if (prediction.class !== null) return prediction.class;
  if (prediction.value === null) return "–";
  const deviation = prediction.deviation === null ? "" : ` ± ${figureText(prediction.deviation, 3)}`;
  return `${figureText(prediction.value, 4)}${deviation}${target.unit === null ? "" : ` ${target.unit}`}`;
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
              : prediction.problem,
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
