import type { BondScanResult, Job } from "@ansatz/contract";
import { Group, Stack, Text } from "@mantine/core";
import {
  formatCount,
  formatDifference,
  formatSeconds,
  formatTotal,
  prettyFormula,
} from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { ScanCurve } from "../job/ScanCurve.tsx";
import { scanCsv, toJson } from "./exports.ts";
import { FactList } from "./FactList.tsx";
import jobClasses from "../job/job.module.css";
import classes from "./job-result.module.css";
import { Repeat } from "./Repeat.tsx";
import { ScanMolecule } from "./ScanMolecule.tsx";
import { ScanErrorChart } from "./ScanErrorChart.tsx";
import { VerdictCard } from "./VerdictCard.tsx";

interface BondScanViewProps {
  readonly job: Extract<Job, { kind: "bond-scan" }>;
  readonly result: BondScanResult;
}

/** A potential curve with its minimum and its error. */
export function BondScanView({ job, result }: BondScanViewProps) {
  const { fromAngstrom, toAngstrom } = job.request;
  const { activeSpace } = result;
  const files = [
    { label: "JSON", extension: "json", type: "application/json", text: () => toJson(job) },
    { label: "Curve as CSV", extension: "csv", type: "text/csv", text: () => scanCsv(result) },
  ];
  return (
    <>
      <VerdictCard
        verdict={result.verdict}
        warnings={result.warnings}
        headline={<Equilibrium result={result} />}
      />
      <div className={jobClasses.charts}>
        <ScanCurve
          points={result.points}
          range={[fromAngstrom, toAngstrom]}
          equilibriumAngstrom={result.equilibrium?.bondLengthAngstrom}
        />
        <ScanErrorChart points={result.points} range={[fromAngstrom, toAngstrom]} />
      </div>
      <div className={classes.columns}>
        <Stack gap="lg">
          <ScanMolecule job={job} formula={result.formula} />
          <Repeat job={job} files={files} />
        </Stack>
        <Section title="The calculation">
          <FactList
            facts={[
              [
                "Molecule",
                `${prettyFormula(result.formula)}, charge ${result.charge}, multiplicity ${result.multiplicity}`,
              ],
              ["Bond", result.bondLabel],
              ["Basis", result.basis],
              ["Active space", activeSpace.reason],
              ["Qubits", formatCount(result.qubits)],
              ["Determinants", formatCount(result.determinants)],
              ["Run", `${formatSeconds(result.seconds)}, seed ${result.seed}`],
            ]}
          />
        </Section>
      </div>
    </>
  );
}

function Equilibrium({ result }: { readonly result: BondScanResult }) {
  const { equilibrium, largestError, bondLabel } = result;
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        Equilibrium bond length {bondLabel}
      </Text>
      {equilibrium ? (
        <>
          <Text component="div" className={classes.energy} data-testid="equilibrium">
            {equilibrium.bondLengthAngstrom.toFixed(4)} <span className={classes.unit}>Å</span>
          </Text>
          <Group gap="md">
            <Text size="sm" className="number">
              {formatTotal(equilibrium.energy)} Ha
            </Text>
            {equilibrium.wavenumber !== null && (
              <Text size="sm" className="number">
                {equilibrium.wavenumber.toFixed(0)} cm⁻¹
              </Text>
            )}
          </Group>
        </>
      ) : (
        <Text fw={600}>No minimum inside the range</Text>
      )}
      {largestError !== null && (
        <Text size="sm" className="number">
          {Math.abs(largestError) < 5e-10
            ? "Nowhere off the exact curve"
            : `At most ${formatDifference(largestError)} mHa off the exact curve`}
        </Text>
      )}
    </Stack>
  );
}
