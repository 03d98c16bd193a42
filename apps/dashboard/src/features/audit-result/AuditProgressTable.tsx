import type { Job } from "@ansatz/contract";
import { Group, Text } from "@mantine/core";
import { Section } from "../../shared/Section.tsx";
import type { FoldScore } from "../job/job-events.ts";
import { shownQubits, useModels } from "../materials-new/use-models.ts";
import { figureText } from "../portfolio-charts/money-format.ts";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";
import { runningModels } from "./fold-means.ts";
import { KindBadge } from "./KindBadge.tsx";
import { capital } from "./model-words.ts";

interface AuditProgressTableProps {
  readonly job: Extract<Job, { kind: "audit" }>;
  readonly scores: readonly FoldScore[];
}

/** The scores of the folds that have ended, models by folds. */
export default function AuditProgressTable({ job: { request }, scores }: AuditProgressTableProps) {
  const { folds, repeats, qubits, task, models: asked } = request;
  const count = folds === "matbench" ? 5 : typeof folds === "number" ? folds * repeats : 0;
  const isClasses = task === "classification" || request.sample === "metallicity";
  const regression = useModels("regression", shownQubits(qubits));
  const classification = useModels("classification", shownQubits(qubits));
  const known = isClasses ? [...classification, ...regression] : [...regression, ...classification];
  const rows = runningModels(scores, count);
  const order = known.map(({ name }) => name);
  const sorted = [...rows].sort((a, b) => order.indexOf(a.model) - order.indexOf(b.model));
  const columns = rows[0]?.scores.length ?? count;
  return (
    <Section
      title="Folds so far"
      description={`A model’s score on rows that it did not see, fold by fold, and the mean of those that have ended. The verdict comes with the last fold${asked ? ` of ${asked.length} models` : ""}.`}
    >
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          The table begins with the first fold that ends.
        </Text>
      ) : (
        <ResultTable
          label="Table of folds so far"
          heads={["Model", "Mean", ...Array.from({ length: columns }, (_, fold) => `Fold ${fold + 1}`)]}
          rows={sorted.map(({ model, scores: own, mean }) => {
            const found = known.find(({ name }) => name === model);
            return {
              key: model,
              cells: [
                <Group key="name" gap={8} wrap="nowrap" miw="13rem">
                  {found && <KindBadge kind={found.kind} />}
                  <span>{capital(found?.label ?? model)}</span>
                </Group>,
                <strong key="mean">{figureText(mean, 4)}</strong>,
                ...own.map((score) => (score === undefined ? "…" : figureText(score, 4))),
              ],
            };
          })}
        />
      )}
    </Section>
  );
}
