import type { GroundStateResult, Job } from "@ansatz/contract";
import { Stack } from "@mantine/core";
import { Convergence } from "../job/Convergence.tsx";
import { EnergyHeadline } from "./EnergyHeadline.tsx";
import { ErrorBudget } from "./ErrorBudget.tsx";
import { exactEnergy, hartreeFockEnergy } from "./exact-energy.ts";
import { historyCsv, toJson, toXyz } from "./exports.ts";
import classes from "./job-result.module.css";
import { ReferencesTable } from "./ReferencesTable.tsx";
import { Repeat } from "./Repeat.tsx";
import { ResultMolecule } from "./ResultMolecule.tsx";
import { SystemFacts } from "./SystemFacts.tsx";
import { Timings } from "./Timings.tsx";
import { VerdictCard } from "./VerdictCard.tsx";

interface GroundStateViewProps {
  readonly job: Extract<Job, { kind: "ground-state" }>;
  readonly result: GroundStateResult;
}

/** An audited ground-state energy. */
export function GroundStateView({ job, result }: GroundStateViewProps) {
  const exact = exactEnergy(result);
  const files = [
    { label: "JSON", extension: "json", type: "application/json", text: () => toJson(job) },
    {
      label: "XYZ",
      extension: "xyz",
      type: "chemical/x-xyz",
      text: () => toXyz(result.geometry, `${result.formula}, ${result.geometrySource}`),
    },
    { label: "History as CSV", extension: "csv", type: "text/csv", text: () => historyCsv(result) },
  ];
  return (
    <>
      <VerdictCard
        verdict={result.verdict}
        warnings={result.warnings}
        headline={
          <EnergyHeadline
            label="UCCSD-VQE ground-state energy"
            energy={result.energy}
            error={result.energy === null || exact === null ? null : result.energy - exact}
            note={
              result.energy === null
                ? "Hartree–Fock did not converge."
                : "The exact energy of this space is not known."
            }
          />
        }
      />
      {result.history.length > 0 && (
        <Convergence iterations={result.history} rhf={hartreeFockEnergy(result)} exact={exact} />
      )}
      <div className={classes.columns}>
        <Stack gap="lg">
          <ReferencesTable result={result} />
          <ErrorBudget items={result.errorBudget} />
          <Repeat job={job} files={files} />
        </Stack>
        <Stack gap="lg">
          <ResultMolecule result={result} input={job.request.molecule} />
          <SystemFacts result={result} />
          <Timings result={result} />
        </Stack>
      </div>
    </>
  );
}
