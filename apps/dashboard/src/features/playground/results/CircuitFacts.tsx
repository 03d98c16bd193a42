import { Group, Text } from "@mantine/core";
import { formatCount, formatSeconds } from "../../../shared/format.ts";
import { countOperations } from "../editor/circuit-counts.ts";
import type { CircuitDocument } from "../editor/circuit-document.ts";
import type { Method, SimulationResult } from "../simulation/types.ts";

function methodWords(method: Method): string {
  switch (method.kind) {
    case "state-vector":
      return "exact state vector";
    case "density-matrix":
      return "exact density matrix";
    case "one-run":
      return "one run with its measurements";
    case "trajectories":
      return `average of ${formatCount(method.count)} random runs`;
  }
}

interface CircuitFactsProps {
  readonly document: CircuitDocument;
  readonly result: SimulationResult | undefined;
}

/** Size of the circuit, and how its state was worked out. */
export function CircuitFacts({ document, result }: CircuitFactsProps) {
  const { depth, operations, multiQubit } = countOperations(document);
  const facts: readonly (readonly [name: string, value: string])[] = [
    ["Depth", String(depth)],
    ["Operations", String(operations)],
    ["On two and more qubits", String(multiQubit)],
    ...(result
      ? [
          ["Method", methodWords(result.method)] as const,
          ["Time", formatSeconds(result.milliseconds / 1000)] as const,
        ]
      : []),
  ];
  return (
    <Group component="dl" gap="4px 20px" m={0} data-testid="circuit-facts">
      {facts.map(([name, value]) => (
        <Group key={name} gap={6}>
          <Text component="dt" size="xs" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="xs" fw={600} m={0} className="number">
            {value}
          </Text>
        </Group>
      ))}
    </Group>
  );
}
