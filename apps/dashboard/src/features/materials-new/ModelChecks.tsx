import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import type { FormState } from "../../shared/form/use-job-form.ts";
import { capital } from "../audit-result/model-words.ts";
import type { ModelChoice } from "../materials-worker/types.ts";
import type { MaterialsDraft } from "./materials-draft.ts";
import classes from "./materials-new.module.css";

interface ModelChecksProps {
  readonly form: FormState<MaterialsDraft>;
  readonly models: readonly ModelChoice[];
}

const groups = [
  {
    title: "Quantum",
    matches: ({ kind }: ModelChoice) => kind === "quantum",
    description: "Kernels and a network of simulated circuits, on the reduced features.",
  },
  {
    title: "Controls",
    matches: ({ kind }: ModelChoice) => kind === "control",
    description: "The same without entanglement, and predictions that ignore the features.",
  },
  {
    title: "Classical, all features",
    matches: ({ kind, inputs }: ModelChoice) => kind === "classical" && inputs === "all",
    description: "Strong models on the whole description.",
  },
  {
    title: "Classical, reduced features",
    matches: ({ kind, inputs }: ModelChoice) => kind === "classical" && inputs === "reduced",
    description: "On the very features that quantum models get.",
  },
];

/** Which models are audited; all that suit the data unless some are chosen. */
export function ModelChecks({ form, models }: ModelChecksProps) {
  const { draft, update, errors } = form;
  const isAll = draft.models.length === 0;
  const chosen = new Set(isAll ? models.map(({ name }) => name) : draft.models);
  const set = (names: ReadonlySet<string>) =>
    update({
      models:
        names.size === models.length ? [] : models.map(({ name }) => name).filter((name) => names.has(name)),
    });
  const change = (names: readonly string[], isOn: boolean) => {
    const next = new Set(chosen);
    for (const name of names) {
      if (isOn) next.add(name);
      else next.delete(name);
    }
    if (next.size > 0) set(next);
  };
  const missingTwins = models.filter(
    ({ name, twin }) => chosen.has(name) && twin !== null && !chosen.has(twin),
  );
  return (
    <Stack gap="sm" data-field="models" tabIndex={-1}>
      <Text size="sm">
        {isAll
          ? "All that suit the data. Networks and kernels are left out for tables of thousands of rows."
          : `${chosen.size} of ${models.length} models.`}
      </Text>
      {errors.models !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {errors.models}
        </Text>
      )}
      <div className={classes.modelGroups}>
        {groups.map(({ title, matches, description }) => {
          const members = models.filter(matches);
          if (members.length === 0) return null;
          const names = members.map(({ name }) => name);
          const isFull = names.every((name) => chosen.has(name));
          return (
            <fieldset key={title} className={classes.modelGroup}>
              <legend>{title}</legend>
              <Group justify="space-between" gap="xs" mb={6} wrap="nowrap" align="flex-start">
                <Text size="xs" c="dimmed">
                  {description}
                </Text>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  style={{ flex: "none" }}
                  onClick={() => change(names, !isFull)}
                  aria-label={`${isFull ? "None" : "All"} of ${title.toLowerCase()}`}
                >
                  {isFull ? "None" : "All"}
                </Button>
              </Group>
              <Stack gap={6}>
                {members.map(({ name, label }) => (
                  <Checkbox
                    key={name}
                    size="xs"
                    label={capital(label)}
                    checked={chosen.has(name)}
                    onChange={(event) => change([name], event.currentTarget.checked)}
                  />
                ))}
              </Stack>
            </fieldset>
          );
        })}
      </div>
      {missingTwins.length > 0 && (
        <Text size="sm" c="dimmed">
          Without their twins ({missingTwins.map(({ label }) => label).join("; ")}) the audit cannot tell
          whether entanglement helps.
        </Text>
      )}
    </Stack>
  );
}
