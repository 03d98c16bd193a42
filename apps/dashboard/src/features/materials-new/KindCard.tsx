import { Radio, Text } from "@mantine/core";
import type { FormState } from "../../shared/form/use-job-form.ts";
import { Section } from "../../shared/Section.tsx";
import type { MaterialsDraft, MaterialsKind } from "./materials-draft.ts";
import classes from "./materials-new.module.css";

const kinds: readonly { readonly kind: MaterialsKind; readonly title: string; readonly text: string }[] = [
  {
    kind: "audit",
    title: "Audit",
    text: "Do quantum models predict better than strong classical ones, on the same folds and features?",
  },
  {
    kind: "train",
    title: "Train a model",
    text: "Fit one model to all rows, keep it, and predict new materials with it.",
  },
  {
    kind: "propose",
    title: "Propose compounds",
    text: "Which compounds are worth making next, and does choosing this way gain anything?",
  },
];

/** What is to be done with the data. */
export function KindCard({ form: { draft, update } }: { readonly form: FormState<MaterialsDraft> }) {
  return (
    <Section title="2 · Question">
      <Radio.Group aria-label="What to do" value={draft.kind} onChange={(kind) => update({ kind: kind })}>
        <div className={classes.kinds}>
          {kinds.map(({ kind, title, text }) => (
            <Radio.Card key={kind} value={kind} p="sm" radius="md" aria-label={title}>
              <div style={{ display: "flex", gap: 10 }}>
                <Radio.Indicator mt={2} />
                <div>
                  <Text fw={650} size="sm">
                    {title}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {text}
                  </Text>
                </div>
              </div>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
    </Section>
  );
}
