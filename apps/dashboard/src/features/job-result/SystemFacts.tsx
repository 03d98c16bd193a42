import type { GroundStateResult } from "@ansatz/contract";
import { formatCount, formatSeconds, prettyFormula } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { FactList } from "./FactList.tsx";
import { describeStop } from "./stop-reason.ts";

const percent = (share: number) => `${(100 * share).toFixed(share > 0.999 ? 3 : 1)} %`;

/** What was calculated and how large it was. */
export function SystemFacts({ result }: { readonly result: GroundStateResult }) {
  const { activeSpace, dipoleDebye, spinSquared, correlationRecovered } = result;
  const facts: (readonly [string, string])[] = [
    [
      "Molecule",
      `${prettyFormula(result.formula)}, charge ${result.charge}, multiplicity ${result.multiplicity}`,
    ],
    ["Basis", `${result.basis}, ${formatCount(result.basisFunctions)} functions`],
    ["Active space", activeSpace.reason],
    ["Qubits", formatCount(result.qubits)],
    ["Determinants", formatCount(result.determinants)],
    ["Parameters", `${formatCount(result.parameters)} for ${formatCount(result.excitations)} excitations`],
    [
      "Optimiser",
      `${result.optimizer}, ${formatCount(result.evaluations)} evaluations; ended because ${describeStop(result.stopReason)}`,
    ],
  ];
  if (correlationRecovered !== null)
    facts.push(["Correlation", `${percent(correlationRecovered)} recovered`]);
  if (spinSquared !== null) facts.push(["⟨S²⟩", spinSquared.toFixed(4)]);
  if (dipoleDebye !== null) facts.push(["Dipole moment", `${Math.hypot(...dipoleDebye).toFixed(3)} D`]);
  facts.push(["Geometry", result.geometrySource]);
  facts.push([
    "Run",
    `${formatSeconds(result.seconds)} on ${result.threads} thread${result.threads === 1 ? "" : "s"}, seed ${result.seed}`,
  ]);
  return (
    <Section title="The calculation">
      <FactList facts={facts} />
    </Section>
  );
}
