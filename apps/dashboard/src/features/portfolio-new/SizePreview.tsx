import { Group, Stack, Text } from "@mantine/core";
import { Fact } from "../../shared/Fact.tsx";
import { formatCount } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { sizeText } from "../market-input/body-size.ts";
import type { MarketFacts } from "../market-worker/types.ts";
import { countSelections } from "./count-selections.ts";
import { usesCircuit, type PortfolioDraft } from "./portfolio-draft.ts";

/** Bytes of one amplitude's share in states, gradients and the survey, as the engine takes them. */
const bytesAState = 80;
/** Memory above which a machine's is hardly enough. */
const muchMemory = 16e9;

interface Size {
  readonly states: number;
  readonly variables: number;
}

function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) value = (value * (n - i + 1)) / i;
  return k < 0 || k > n ? 0 : Math.round(value);
}

/** States of the circuit's space for a selection. */
function circuitSize(draft: PortfolioDraft, free: number, freePick: number | undefined): Size {
  const keepsNumber =
    (draft.algorithm === "qaoa" || draft.algorithm === "auto") &&
    draft.mixer !== "x" &&
    freePick !== undefined;
  return { variables: free, states: keepsNumber ? binomial(free, freePick) : 2 ** free };
}

/** How many portfolios the mandate allows and what simulating the circuit takes, before anything runs. */
export function SizePreview({
  draft,
  facts,
}: {
  readonly draft: PortfolioDraft;
  readonly facts: MarketFacts | undefined;
}) {
  const count = facts && countSelections(draft, facts.assets);
  const size = count && usesCircuit(draft) ? circuitSize(draft, count.free, count.freePick) : undefined;
  return (
    <Section title="Size">
      <Stack gap="xs" data-testid="size">
        <Group gap="lg">
          <Fact label="Assets" value={facts ? formatCount(facts.assets.length) : "–"} />
          {count && (
            <Fact
              label={count.isUpperBound ? "Selections, at most" : "Selections allowed"}
              value={formatCount(count.allowed)}
            />
          )}
          {size && <Fact label="Qubits" value={String(size.variables)} />}
          {size && <Fact label="Memory, about" value={sizeText(Math.max(1000, bytesAState * size.states))} />}
        </Group>
        <Text size="sm" c="dimmed">
          {facts ? sizeWords(draft, count?.allowed, size) : "Told once the market is read."}
        </Text>
      </Stack>
    </Section>
  );
}

function sizeWords(draft: PortfolioDraft, allowed: number | undefined, size: Size | undefined): string {
  if (allowed === 0) return "The mandate allows no selection: its limits contradict each other.";
  if (size && bytesAState * size.states > muchMemory) {
    if (draft.algorithm === "auto") {
      return `A circuit on ${formatCount(size.states)} states takes more memory than machines have: the exact algorithm answers instead, and proves the optimum.`;
    }
    return `Simulating ${formatCount(size.states)} states takes about ${sizeText(bytesAState * size.states)} of memory: exclude or require some assets, or choose the exact algorithm under Advanced, which proves the optimum of such sizes.`;
  }
  if (draft.form !== "selection") {
    return "Weights and lots take several qubits an asset; the server says how many and refuses what does not fit in memory before anything runs.";
  }
  if (allowed !== undefined && allowed < 1e6)
    return "So few that a computer looks at all of them: the optimum is proven at once.";
  return "The optimum is proven by branch and bound beside the quantum algorithm.";
}
