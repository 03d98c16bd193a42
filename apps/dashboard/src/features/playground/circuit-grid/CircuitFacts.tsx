import { Group, Text } from "@mantine/core";
import { memo } from "react";
import { countOperations } from "../editor/circuit-counts.ts";
import type { CircuitDocument } from "../editor/circuit-document.ts";

/** Size of the circuit. */
export const CircuitFacts = memo(function CircuitFacts({ document }: { readonly document: CircuitDocument }) {
  const { depth, operations, multiQubit } = countOperations(document);
  const facts: readonly (readonly [name: string, value: number])[] = [
    ["Depth", depth],
    ["Operations", operations],
    ["On two and more qubits", multiQubit],
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
});
