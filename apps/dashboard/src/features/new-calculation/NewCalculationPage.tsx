import { Alert, Button, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, type SubmitEvent } from "react";
import { usePageTitle } from "../../app/use-page-title.ts";
import { CrossCircleIcon, PlayIcon } from "../../shared/icons.tsx";
import { BondScanCard } from "./BondScanCard.tsx";
import { ModelCard } from "./ModelCard.tsx";
import { MoleculeCard } from "./MoleculeCard.tsx";
import { PreviewPanel } from "./PreviewPanel.tsx";
import { activeSpaceOf, moleculeOf, type Draft } from "./draft.ts";
import { useDraft } from "./draft-store.ts";
import classes from "./new-calculation.module.css";
import { rangeErrors } from "./field-errors.ts";
import { pickAtom } from "./scan-bond.ts";
import { useMoleculeCheck } from "./use-molecule-check.ts";
import { useSubmit } from "./use-submit.ts";

/** The landing page: a molecule, a model, a picture, and the button that runs them. */
export default function NewCalculationPage() {
  usePageTitle("New calculation");
  const form = useRef<HTMLFormElement>(null);
  const navigate = useNavigate();
  const [draft, setDraft] = useDraft();
  const [settled] = useDebouncedValue(draft, 250);
  const check = useMoleculeCheck(settled);
  const submission = useSubmit(form, (id) => void navigate({ to: "/jobs/$id", params: { id } }));

  useEffect(() => {
    // The page that opens after a click on Calculate is fetched while the form is filled in.
    const timer = setTimeout(() => void import("../job/JobPage.tsx"), 1_500);
    return () => clearTimeout(timer);
  }, []);

  const update = (change: Partial<Draft>) => {
    submission.clear(change);
    setDraft((current) => ({ ...resetBond(current, change), ...change }));
  };
  const known = { ...check.errors, ...rangeErrors(settled) };
  const errors = { ...known, ...submission.errors };
  const isScan = draft.kind === "bond-scan";
  const marked = [draft.firstAtom, draft.secondAtom].filter((atom) => atom !== "");
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    submission.submit(draft, known);
  };

  return (
    <form ref={form} onSubmit={onSubmit} noValidate>
      <Stack gap="xs" mb="lg">
        <Title order={1}>Ground-state energy of a molecule</Title>
        <Text c="dimmed" maw="46rem">
          UCCSD-VQE on a simulated quantum computer, held against the exact answer of the same orbital space,
          with an error budget and a verdict in plain words.
        </Text>
      </Stack>
      <div className={classes.columns}>
        <div className={classes.left}>
          <SegmentedControl
            aria-label="Kind of calculation"
            value={draft.kind}
            onChange={(value) => update({ kind: value === "bond-scan" ? "bond-scan" : "ground-state" })}
            data={[
              { value: "ground-state", label: "Ground state" },
              { value: "bond-scan", label: "Bond scan" },
            ]}
            style={{ alignSelf: "flex-start" }}
          />
          <MoleculeCard draft={draft} update={update} error={errors.molecule} />
          {isScan && <BondScanCard draft={draft} update={update} errors={errors} molecule={check.molecule} />}
          <ModelCard draft={draft} update={update} errors={errors} defaults={check.molecule} />
        </div>
        <div className={classes.side}>
          <div className={classes.preview}>
            <PreviewPanel
              molecule={check.molecule}
              isStale={check.isPending}
              hasError={errors.molecule !== undefined}
              isNamed={moleculeOf(settled) !== undefined}
              question={
                check.molecule && moleculeOf(settled) ? check.sizeQuestion(activeSpaceOf(settled)) : undefined
              }
              onPick={
                isScan && check.molecule
                  ? (atom) => setDraft((current) => pickAtom(current, atom, check.molecule?.bonds ?? []))
                  : undefined
              }
              marked={isScan ? marked : []}
            />
          </div>
          <div className={classes.submit}>
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
            <Button
              type="submit"
              size="lg"
              fullWidth
              loading={submission.isPending}
              leftSection={<PlayIcon />}
            >
              {isScan ? "Scan the bond" : "Calculate"}
            </Button>
          </div>
        </div>
      </div>
    </form>
  );
}

/** The bond belongs to the molecule: another molecule leaves none chosen. */
function resetBond(draft: Draft, change: Partial<Draft>): Partial<Draft> {
  const before = JSON.stringify(moleculeOf(draft));
  const after = JSON.stringify(moleculeOf({ ...draft, ...change }));
  return before === after ? {} : { firstAtom: "", secondAtom: "", fromAngstrom: "", toAngstrom: "" };
}
