import { Text } from "@mantine/core";
import { formatCount } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { FactList } from "../job-result/FactList.tsx";
import type { MaterialsFacts, ModelChoice } from "../materials-worker/types.ts";
import type { MaterialsDraft } from "./materials-draft.ts";
import { shownQubits } from "./use-models.ts";

interface SizeCardProps {
  readonly draft: MaterialsDraft;
  readonly facts: MaterialsFacts | undefined;
  readonly models: readonly ModelChoice[];
}

function foldCount({ foldKind, folds, repeats }: MaterialsDraft): number | undefined {
  if (foldKind === "matbench") return 5;
  if (foldKind === "column") return undefined;
  return (folds === "" ? 5 : folds) * (repeats === "" ? 1 : repeats);
}

/** What is going to run. */
export function SizeCard({ draft, facts, models }: SizeCardProps) {
  const rows: [string, string][] = [
    ["Rows", facts ? formatCount(facts.usedRows) : "–"],
    ["Qubits", String(shownQubits(draft.qubits))],
  ];
  if (draft.kind === "audit") {
    const count = draft.models.length === 0 ? models.length : draft.models.length;
    const folds = foldCount(draft);
    rows.push(
      ["Models", draft.models.length === 0 ? `all that suit, of ${count}` : String(count)],
      ["Outer folds", folds === undefined ? "those of the column" : String(folds)],
      ["Inner folds", String(draft.innerFolds === "" ? 3 : draft.innerFolds)],
    );
  }
  if (draft.kind === "propose") rows.push(["Elements", String(draft.elements.length)]);
  const isLong = draft.kind === "audit" && (facts?.usedRows ?? 0) > 1000 && draft.models.length === 0;
  return (
    <Section title="What will run">
      <FactList facts={rows} />
      <Text size="xs" c="dimmed" mt="sm">
        {isLong
          ? "All models on so many rows take an hour or more; choose some, or fewer folds, for a first look. It goes on without this page."
          : "Everything is simulated on this server, fold by fold, and goes on without this page."}
      </Text>
    </Section>
  );
}
