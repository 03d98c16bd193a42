import type { AuditModel, AuditResult } from "@ansatz/contract";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { Section } from "../../shared/Section.tsx";
import { LineDiagram } from "../job/LineDiagram.tsx";
import { linearAxis } from "../portfolio-charts/axes.ts";
import { capital, scoreWords } from "./model-words.ts";

type Point = NonNullable<AuditModel["learningCurve"]>[number];

const dashes: Readonly<Record<AuditModel["kind"], string | undefined>> = {
  quantum: undefined,
  classical: "7 4",
  control: "2 3",
};

/** The error against the number of training rows, with the deviation between folds. */
export function LearningCurvesCard({ result }: { readonly result: AuditResult }) {
  const drawn = result.models.flatMap((model) =>
    model.learningCurve === null ? [] : [{ model, curve: model.learningCurve }],
  );
  if (drawn.length === 0) return null;
  const words = scoreWords(result);
  const sizes = [...new Set(drawn.flatMap(({ curve }) => curve.map(({ rows }) => rows)))].sort(
    (a, b) => a - b,
  );
  const at = (curve: readonly Point[], size: number): Point | undefined =>
    curve.find(({ rows }) => rows === size);
  const rows = sizes.map((size) => ({
    size,
    ...Object.fromEntries(
      drawn.flatMap(({ curve }, index) => [
        [`m${index}`, at(curve, size)?.score ?? null],
        [`e${index}`, at(curve, size)?.deviation ?? 0],
      ]),
    ),
  }));
  const ends = drawn.flatMap(({ curve }) =>
    curve.flatMap(({ score, deviation }) => [score - deviation, score + deviation]),
  );
  const unit = words.unit === "" ? "" : `, ${words.unit}`;
  return (
    <Section
      title="Learning curves"
      description={`${capital(words.name)}${unit} on held-out rows against rows of the training part; bars are the deviation between folds.`}
    >
      <LineDiagram
        label={`Learning curves: ${drawn.map(({ model, curve }) => `${model.label} from ${words.format(curve[0].score)} with ${curve[0].rows} rows to ${words.format(curve.at(-1)!.score)} with ${curve.at(-1)!.rows}`).join("; ")}.`}
        rows={rows}
        x={{ field: "size", label: "Training rows", ticks: sizes }}
        y={linearAxis(ends, { format: words.format })}
        curves={drawn.map(({ model }, index) => {
          const dash = dashes[model.kind];
          return {
            field: `m${index}`,
            errorField: `e${index}`,
            name: capital(model.label),
            color: `var(--series-${(index % 9) + 1})`,
            ...(dash === undefined ? {} : { dash }),
          };
        })}
        tooltip={({ size }) => (
          <>
            <strong>{size} rows</strong>
            {drawn.map(({ model, curve }) => {
              const point = at(curve, size);
              return (
                <div key={model.name}>
                  {capital(model.label)}:{" "}
                  {point ? `${words.format(point.score)} ± ${words.format(point.deviation)}` : "–"}
                </div>
              );
            })}
          </>
        )}
        table={
          <NumberTable
            heads={["Model", ...sizes.map((size) => `${size} rows`)]}
            rows={drawn.map(({ model, curve }) => [
              capital(model.label),
              ...sizes.map((size) => {
                const point = at(curve, size);
                return point ? `${words.format(point.score)} ± ${words.format(point.deviation)}` : "–";
              }),
            ])}
          />
        }
      />
    </Section>
  );
}
