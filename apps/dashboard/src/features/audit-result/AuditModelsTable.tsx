import type { AuditModel, AuditResult } from "@ansatz/contract";
import { Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { formatSeconds } from "../../shared/format.ts";
import { Disclosure } from "../../shared/form/Disclosure.tsx";
import { Section } from "../../shared/Section.tsx";
import { figureText, percentText } from "../portfolio-charts/money-format.ts";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";
import { KindBadge } from "./KindBadge.tsx";
import { capital, chosenText, scoreOf, scoreWords, type ScoreWords } from "./model-words.ts";
import { sortedModels } from "./sorted-models.ts";

const plain = (value: number | null, digits = 3): string =>
  value === null ? "–" : figureText(value, digits);
const share = (value: number | null): string => (value === null ? "–" : percentText(value, 1));

/** The share of held-out values within a nominal interval. */
function coverageText({ coverage }: AuditModel, nominal: number): string {
  const found = coverage?.find((entry) => Math.abs(entry.nominal - nominal) < 1e-9);
  return found ? percentText(found.observed, 0) : "–";
}

function foldText({ perFold }: AuditModel, fold: number, { format }: ScoreWords): string {
  const score = perFold.at(fold);
  return score === undefined ? "–" : format(score);
}

/** All models of an audit: score, further figures, calibration; folds and settings behind a button. */
export function AuditModelsTable({ result }: { readonly result: AuditResult }) {
  const words = scoreWords(result);
  const models = sortedModels(result);
  const isRegression = result.task === "regression";
  const hasCoverage = models.some(({ coverage }) => coverage !== null);
  const isMain = ({ name }: AuditModel): boolean =>
    name === result.bestQuantum || name === result.bestClassical;
  const more: readonly (readonly [string, (model: AuditModel) => string])[] = isRegression
    ? [
        ["RMSE", (model) => plain(model.rmse, 4)],
        ["R²", (model) => (model.r2 === null ? "–" : model.r2.toFixed(3).replace("-", "−"))],
      ]
    : [
        ["Balanced accuracy", (model) => share(model.balancedAccuracy)],
        ["ROC AUC", (model) => plain(model.rocAuc)],
        ["Log loss", (model) => plain(model.logLoss)],
      ];
  const foldCount = Math.max(...models.map(({ perFold }) => perFold.length));
  return (
    <Section
      title="Models"
      description={`By ${words.name}${words.unit === "" ? "" : ` in ${words.unit}`}, ${words.isHigherBetter ? "higher" : "lower"} is better; ± is the deviation between folds. The best quantum and classical ones are bold.`}
    >
      <ResultTable
        label="Table of models"
        heads={[
          "Model",
          "Features",
          words.name === "mean absolute error" ? "MAE" : capital(words.name),
          ...more.map(([head]) => head),
          ...(hasCoverage ? ["In 80 % intervals", "In 95 % intervals"] : []),
          "Time",
        ]}
        texts={[1]}
        rows={models.map((model) => {
          const { value, deviation } = scoreOf(model);
          return {
            key: model.name,
            isStrong: isMain(model),
            cells: [
              <Name key="name" model={model} />,
              model.name.startsWith("dummy")
                ? "none"
                : model.inputs === "all"
                  ? "all"
                  : String(result.qubits),
              <span key="score" style={{ whiteSpace: "nowrap" }}>
                {words.format(value)} ± {words.format(deviation)}
              </span>,
              ...more.map(([, text]): ReactNode => text(model)),
              ...(hasCoverage ? [coverageText(model, 0.8), coverageText(model, 0.95)] : []),
              <span key="time" style={{ whiteSpace: "nowrap" }}>
                {formatSeconds(model.seconds)}
              </span>,
            ],
          };
        })}
      />
      <Disclosure title="Folds and settings">
        <ResultTable
          label="Table of folds and settings"
          heads={[
            "Model",
            ...Array.from({ length: foldCount }, (_, fold) => `Fold ${fold + 1}`),
            "Settings chosen",
          ]}
          texts={[foldCount + 1]}
          rows={models.map((model) => ({
            key: model.name,
            cells: [
              <Name key="name" model={model} />,
              ...Array.from({ length: foldCount }, (_, fold) => foldText(model, fold, words)),
              <Text key="settings" size="xs" miw="14rem">
                {chosenText(model.settings)}
              </Text>,
            ],
          }))}
        />
      </Disclosure>
    </Section>
  );
}

function Name({ model: { label, kind } }: { readonly model: AuditModel }) {
  return (
    <Group gap={8} wrap="nowrap" miw="13rem" align="flex-start">
      <KindBadge kind={kind} />
      <span>{capital(label)}</span>
    </Group>
  );
}
