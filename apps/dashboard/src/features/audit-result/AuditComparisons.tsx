import type { AuditResult } from "@ansatz/contract";
import { Stack, Text } from "@mantine/core";
import { Section } from "../../shared/Section.tsx";
import { percentText } from "../portfolio-charts/money-format.ts";
import { IntervalPlot } from "../portfolio-charts/IntervalPlot.tsx";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";
import { capital, scoreWords } from "./model-words.ts";

type Comparison = AuditResult["comparisons"][number];

const purposes: readonly { readonly purpose: string; readonly title: string; readonly text: string }[] = [
  {
    purpose: "chosen-quantum-against-chosen-classical",
    title: "The main comparison",
    text: "On each fold the quantum and the classical model that the inner folds prefer: no choice after the fact.",
  },
  {
    purpose: "quantum-against-best-classical",
    title: "Quantum models against the best classical one",
    text: "Each with the same rows held out.",
  },
  {
    purpose: "quantum-against-twin",
    title: "Quantum models against their twins without entanglement",
    text: "What entanglement contributes.",
  },
  {
    purpose: "model-against-constant",
    title: "Models against a prediction that ignores the features",
    text: "Whether anything was learnt.",
  },
];

const outcomes = { better: "better", worse: "worse", undecided: "not told apart" };

const colors: Readonly<Record<Comparison["outcome"], string>> = {
  better: "var(--series-3)",
  worse: "var(--series-5)",
  undecided: "var(--series-rest)",
};

function pText(value: number): string {
  return value < 0.001 ? "< 0.001" : value.toFixed(3);
}

/** Paired differences of models with their intervals, by what each comparison is there for. */
export function AuditComparisons({ result }: { readonly result: AuditResult }) {
  const { comparisons, models } = result;
  if (comparisons.length === 0) return null;
  const words = scoreWords(result);
  const label = (name: string): string => capital(models.find((model) => model.name === name)?.label ?? name);
  const known = new Set(purposes.map(({ purpose }) => purpose));
  const all = [
    ...purposes,
    ...[...new Set(comparisons.map(({ purpose }) => purpose))]
      .filter((purpose) => !known.has(purpose))
      .map((purpose) => ({ purpose, title: capital(purpose.replaceAll("-", " ")), text: "" })),
  ];
  const unit = words.unit === "" ? "" : `, ${words.unit}`;
  return (
    <Section
      title="Paired differences"
      description={`Of the ${words.name}${unit}, fold by fold on the same rows; ${words.isHigherBetter ? "above" : "below"} zero is better. 95 % intervals of the corrected resampled t-test.`}
    >
      <Stack gap="xl">
        {all.map(({ purpose, title, text }) => {
          const members = comparisons.filter((comparison) => comparison.purpose === purpose);
          if (members.length === 0) return null;
          const against = new Set(members.map((member) => member.against));
          const one = against.size === 1 ? members[0].against : undefined;
          const nameOf = ({ model, against: other }: Comparison): string =>
            one === undefined && purpose !== "quantum-against-twin"
              ? `${label(model)} against ${label(other)}`
              : label(model);
          return (
            <div key={purpose}>
              <Text fw={650} size="sm">
                {title}
              </Text>
              <Text size="sm" c="dimmed" mb="xs">
                {text}
                {one !== undefined &&
                  purpose !== "chosen-quantum-against-chosen-classical" &&
                  ` Against: ${label(one)}.`}
              </Text>
              <IntervalPlot
                label={`${title}: ${members.map((member) => `${nameOf(member)} ${words.signedFormat(member.difference)}, from ${words.signedFormat(member.interval[0])} to ${words.signedFormat(member.interval[1])}, ${outcomes[member.outcome]}`).join("; ")}.`}
                rows={members.map((member) => ({
                  name: `${nameOf(member)}: ${outcomes[member.outcome]}`,
                  estimate: member.difference,
                  interval: member.interval,
                  color: colors[member.outcome],
                }))}
                format={words.signedFormat}
                truth={{ name: "No difference", value: 0 }}
              />
              <ResultTable
                label={`Table: ${title}`}
                heads={["Model", "p, corrected", "Better", "Equivalent", "Worse"]}
                rows={members.map((member) => ({
                  key: `${member.model}-${member.against}`,
                  cells: [
                    nameOf(member),
                    pText(member.correctedPValue),
                    percentText(member.probabilityBetter, 1),
                    percentText(member.probabilityEquivalent, 1),
                    percentText(member.probabilityWorse, 1),
                  ],
                }))}
              />
            </div>
          );
        })}
        <Text size="xs" c="dimmed">
          p by Nadeau and Bengio’s test for training sets that overlap, corrected by Holm within each group.
          Better, equivalent and worse are probabilities of the Bayesian correlated t-test.
        </Text>
      </Stack>
    </Section>
  );
}
