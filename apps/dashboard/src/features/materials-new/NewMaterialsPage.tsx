import { Alert, Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { usePageTitle } from "../../app/use-page-title.ts";
import { CrossCircleIcon, PlayIcon } from "../../shared/icons.tsx";
import { useJobForm } from "../../shared/form/use-job-form.ts";
import { MaterialsDataCard } from "../materials-input/MaterialsDataCard.tsx";
import { MaterialsDataCheck } from "../materials-input/MaterialsDataCheck.tsx";
import { MaterialsHeader } from "../materials-input/MaterialsHeader.tsx";
import { tableHeader } from "../materials-input/table-header.ts";
import { useMaterialsCheck } from "../materials-input/use-materials-check.ts";
import formClasses from "../portfolio-form/finance-form.module.css";
import { AuditCard } from "./AuditCard.tsx";
import { FeaturesCard } from "./FeaturesCard.tsx";
import { KindCard } from "./KindCard.tsx";
import { toMaterialsJob, type MaterialsDraft } from "./materials-draft.ts";
import { materialsErrorPlaces } from "./materials-errors.ts";
import { useMaterialsFiles, type MaterialsFiles } from "./materials-files.ts";
import { materialsStore } from "./materials-store.ts";
import { ProposeCard } from "./ProposeCard.tsx";
import { SizeCard } from "./SizeCard.tsx";
import { knownErrors } from "./known-errors.ts";
import { suitTask } from "./suit-task.ts";
import { TrainCard } from "./TrainCard.tsx";
import { shownQubits, useModels } from "./use-models.ts";

const CrystalSection = lazy(() => import("../crystal-view/CrystalSection.tsx"));

const submitWords: Readonly<Record<MaterialsDraft["kind"], string>> = {
  audit: "Run the audit",
  train: "Train the model",
  propose: "Propose compounds",
};

/** A table of materials, a question, and the button that answers it. */
export default function NewMaterialsPage() {
  usePageTitle("Property prediction");
  const files = useMaterialsFiles();
  const form = useJobForm({
    store: materialsStore,
    places: materialsErrorPlaces(materialsStore.load),
    toJob: (typed) => toMaterialsJob(suitTask(typed, models, others), files),
    known: (typed) => ({ ...check.errors, ...knownErrors(typed, files, facts) }),
  });
  const { draft } = form;
  const check = useMaterialsCheck(draft, files);
  const { facts } = check;
  const models = useModels(facts?.task ?? "regression", shownQubits(draft.qubits));
  const others = useModels(
    facts?.task === "classification" ? "regression" : "classification",
    shownQubits(draft.qubits),
  );
  const errors = { ...check.errors, ...form.errors };
  const shown = { ...form, errors, draft: suitTask(draft, models, others) };
  const header = headerOf(draft, files);
  const structures = draft.source === "table" ? files.structures : [];
  return (
    <form ref={form.ref} onSubmit={form.onSubmit} noValidate>
      <MaterialsHeader />
      <Stack gap="xs" mb="lg">
        <Title order={1}>Property prediction</Title>
        <Text c="dimmed" maw="46rem">
          Predictions of a material’s property with their uncertainty, the next compounds worth making, and an
          audit that says whether quantum kernels helped at all.
        </Text>
      </Stack>
      <div className={formClasses.columns}>
        <div className={formClasses.main}>
          <MaterialsDataCard form={shown} files={files} facts={facts} header={header} />
          <MaterialsDataCheck check={check} />
          {structures.length > 0 && (
            <Suspense fallback={null}>
              <CrystalSection structures={structures} />
            </Suspense>
          )}
          <KindCard form={shown} />
          <FeaturesCard
            form={shown}
            subject={facts?.subject ?? (structures.length > 0 ? "structure" : "composition")}
          />
          {draft.kind === "audit" && <AuditCard form={shown} models={models} header={header} />}
          {draft.kind === "train" && <TrainCard form={shown} models={models} />}
          {draft.kind === "propose" && <ProposeCard form={shown} models={models} facts={facts} />}
        </div>
        <div className={formClasses.side}>
          <SizeCard draft={shown.draft} facts={facts} models={models} />
          <div className={formClasses.submit}>
            {errors.form !== undefined && (
              <Alert
                color="red"
                variant="light"
                icon={<CrossCircleIcon />}
                title="The calculation was not started"
                role="alert"
                data-field="form"
                tabIndex={-1}
              >
                {errors.form}
              </Alert>
            )}
            <Button type="submit" size="lg" fullWidth loading={form.isPending} leftSection={<PlayIcon />}>
              {submitWords[draft.kind]}
            </Button>
            <Group justify="center">
              <Anchor component={Link} to="/jobs" size="sm">
                Calculations so far
              </Anchor>
            </Group>
          </div>
        </div>
      </div>
    </form>
  );
}

function headerOf({ source }: MaterialsDraft, { table }: MaterialsFiles): readonly string[] {
  return source === "table" ? tableHeader(table.text) : [];
}
