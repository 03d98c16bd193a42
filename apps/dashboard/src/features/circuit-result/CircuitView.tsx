import type { CircuitResult, Job } from "@ansatz/contract";
import { Stack, Text } from "@mantine/core";
import { formatCount, formatSeconds } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { toJson } from "../job-result/exports.ts";
import { FactList } from "../job-result/FactList.tsx";
import resultClasses from "../job-result/job-result.module.css";
import { Repeat } from "../job-result/Repeat.tsx";
import { VerdictCard } from "../job-result/VerdictCard.tsx";
import { CircuitDiagram } from "./CircuitDiagram.tsx";
import { circuitFileName } from "./circuit-command.ts";
import { bitstringCount, bytesText, listOutcomes, outcomesCsv, percent, statevectorCsv } from "./outcomes.ts";
import { Expectations } from "./Expectations.tsx";
import { OutcomeBars } from "./OutcomeBars.tsx";
import { readRequest } from "./read-request.ts";

interface CircuitViewProps {
  readonly job: Extract<Job, { kind: "circuit" }>;
  readonly result: CircuitResult;
}

/** A simulated circuit: its likeliest outcomes, its diagram, how it was simulated. */
export default function CircuitView({ job, result }: CircuitViewProps) {
  const { request } = job;
  const source = request.qasm ?? toJson(request.circuit);
  const outcomes = listOutcomes(result);
  const files = [
    { label: "JSON", extension: "json", type: "application/json", text: () => toJson(job) },
    ...(outcomes.length > 0
      ? [{ label: "Outcomes as CSV", extension: "csv", type: "text/csv", text: () => outcomesCsv(result) }]
      : []),
    ...(result.statevector
      ? [
          {
            label: "State as CSV",
            extension: "state.csv",
            type: "text/csv",
            text: () => statevectorCsv(result.statevector!),
          },
        ]
      : []),
    {
      label: request.qasm === undefined ? "Circuit as JSON" : "OpenQASM",
      extension: request.qasm === undefined ? "circuit.json" : "qasm",
      type: "text/plain",
      text: () => source,
    },
  ];
  return (
    <>
      <VerdictCard
        verdict={result.verdict}
        warnings={result.warnings}
        headline={<Likeliest result={result} />}
      />
      <CircuitDiagram reading={readRequest(request)} request={request} />
      <div className={resultClasses.columns}>
        <Stack gap="lg">
          {outcomes.length > 0 && <OutcomeBars outcomes={outcomes} result={result} />}
          {result.expectations.length > 0 && <Expectations expectations={result.expectations} />}
          <Repeat job={job} files={files} savedAs={circuitFileName(request)} />
        </Stack>
        <Settings result={result} />
      </div>
    </>
  );
}

function Likeliest({ result: { mostLikely, shots, bits, qubits } }: { readonly result: CircuitResult }) {
  if (!mostLikely) {
    return (
      <Stack gap={6}>
        <Text size="sm" c="dimmed">
          State of
        </Text>
        <Text component="div" className={resultClasses.energy}>
          {formatCount(qubits)} <span className={resultClasses.unit}>qubits</span>
        </Text>
      </Stack>
    );
  }
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        Likeliest outcome of {bitstringCount(bits)}
      </Text>
      <Text component="div" className={resultClasses.energy} data-testid="likeliest">
        {percent(mostLikely.probability)}
      </Text>
      <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
        {mostLikely.bits}
      </Text>
      {shots !== null && (
        <Text size="sm" className="number">
          {formatCount(shots)} {shots === 1 ? "shot" : "shots"}
        </Text>
      )}
    </Stack>
  );
}

function Settings({ result }: { readonly result: CircuitResult }) {
  const facts: [string, string][] = [
    [
      "Circuit",
      `${formatCount(result.qubits)} qubits, ${formatCount(result.operations)} operations, depth ${formatCount(result.depth)}, ${formatCount(result.twoQubitGates)} two-qubit gates`,
    ],
    ["Method", `${result.method}. ${result.reason}`],
    ["Precision", result.precision],
    ["Noise", result.noise ?? "none"],
    ...(result.shots === null ? [] : [["Shots", formatCount(result.shots)] as [string, string]]),
    ...result.references.map(({ kind, totalVariationDistance, fidelity }): [string, string] => [
      kind === "exact" ? "Against exact" : "Against ideal",
      `${kind === "exact" ? "the counts lie" : "the outcomes lie"} ${percent(totalVariationDistance)} away (total variation), fidelity ${fidelity.toFixed(4)}`,
    ]),
    ["Memory", bytesText(result.memoryBytes)],
    ["Run", `${formatSeconds(result.seconds)} on ${result.threads} threads, seed ${result.seed}`],
  ];
  return (
    <Section title="How it was simulated">
      <FactList facts={facts} />
    </Section>
  );
}
