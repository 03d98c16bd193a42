import { Group, Text } from "@mantine/core";
import { formatCount } from "../../shared/format.ts";
import type { SizeQuestion } from "../molecule-worker/types.ts";
import { useSizeEstimate } from "../molecule-worker/use-molecule.ts";
import { Fact } from "../../shared/Fact.tsx";

/** How large the calculation is going to be, before it runs. */
export function SizeFacts({ question }: { readonly question: SizeQuestion | undefined }) {
  const { data, error } = useSizeEstimate(question);
  if (!question || error || !data) return null;
  const { space, basisFunctions, note } = data;
  return (
    <div data-testid="size">
      <Group gap="lg">
        <Fact label="Orbitals" value={formatCount(basisFunctions)} />
        {space && <Fact label="Qubits" value={formatCount(space.qubits)} />}
        {space && <Fact label="Determinants" value={formatCount(space.determinants)} />}
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {note}
      </Text>
    </div>
  );
}
