import { Table, Text } from "@mantine/core";
import { memo } from "react";
import { ChartFrame } from "../../../shared/ChartFrame.tsx";
import type { PairFacts, SimulationResult } from "../simulation/types.ts";
import { mixedQubitWords, pairWords, qubitWords } from "./entanglement-words.ts";
import classes from "./results.module.css";

/** Beyond it the lines of a graph cannot be told apart. */
const greatestGraph = 8;
const greatestTable = 66;
const negligibleBits = 0.01;

function Graph({ count, pairs }: { readonly count: number; readonly pairs: readonly PairFacts[] }) {
  const radius = count <= 2 ? 62 : 82;
  const place = (qubit: number): readonly [number, number] => {
    const angle = (qubit / count) * 2 * Math.PI - (count === 2 ? Math.PI : Math.PI / 2);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  };
  return (
    <svg
      viewBox={count <= 2 ? "-130 -40 260 80" : "-130 -108 260 216"}
      width="100%"
      className={classes.graph}
    >
      {pairs
        .filter(({ mutualInformation }) => mutualInformation > negligibleBits)
        .map(({ qubits: [a, b], mutualInformation, concurrence }) => {
          const [fromX, fromY] = place(a);
          const [toX, toY] = place(b);
          return (
            <path
              key={`${a}-${b}`}
              d={`M${fromX} ${fromY}L${toX} ${toY}`}
              className={concurrence > negligibleBits ? classes.entangled : classes.correlated}
              strokeWidth={1 + 5 * mutualInformation}
              fill="none"
            />
          );
        })}
      {Array.from({ length: count }, (_, qubit) => {
        const [x, y] = place(qubit);
        return (
          <g key={qubit} transform={`translate(${x} ${y})`}>
            <circle r="17" className={classes.node} />
            <text className={classes.nodeText}>q{qubit}</text>
          </g>
        );
      })}
    </svg>
  );
}

/** Mutual information of every pair as a map of squares. */
function HeatMap({ count, pairs }: { readonly count: number; readonly pairs: readonly PairFacts[] }) {
  const of = (a: number, b: number) =>
    pairs.find(({ qubits: [low, high] }) => low === Math.min(a, b) && high === Math.max(a, b));
  const all = Array.from({ length: count }, (_, qubit) => qubit);
  return (
    <div style={{ overflowX: "auto" }}>
      <table className={classes.matrix}>
        <tbody>
          {all.map((row) => (
            <tr key={row}>
              <th scope="row">q{row}</th>
              {all.map((column) => {
                const value = row === column ? undefined : of(row, column)?.mutualInformation;
                const strength = Math.round(Math.min(1, (value ?? 0) / 1.2) * 55);
                return (
                  <td
                    key={column}
                    style={{
                      background: `color-mix(in srgb, light-dark(#cda0ee, #9a5fc4) ${strength}%, var(--chart-grid) 20%)`,
                    }}
                  >
                    {value !== undefined && value > negligibleBits ? value.toFixed(1) : ""}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PairTable({ pairs }: { readonly pairs: readonly PairFacts[] }) {
  const shown = pairs.toSorted((a, b) => b.mutualInformation - a.mutualInformation).slice(0, greatestTable);
  return (
    <Table striped fz="xs" className="number">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Pair</Table.Th>
          <Table.Th scope="col">Mutual information, bit</Table.Th>
          <Table.Th scope="col">Concurrence</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {shown.map(({ qubits: [a, b], mutualInformation, concurrence }) => (
          <Table.Tr key={`${a}-${b}`}>
            <Table.Td>
              q{a}, q{b}
            </Table.Td>
            <Table.Td>{mutualInformation.toFixed(3)}</Table.Td>
            <Table.Td>{concurrence.toFixed(3)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const legend = [
  { name: "entangled pair", color: "light-dark(#7a3fa0, #cda0ee)" },
  { name: "correlated only", color: "light-dark(#a8500a, #f0a35e)", dash: "dashed" as const },
];

/** Which qubits hang together, as a picture, in words and in numbers. */
export const EntanglementPanel = memo(function EntanglementPanel({
  result,
}: {
  readonly result: SimulationResult;
}) {
  const { qubits, pairs, isPure, qubitCount } = result;
  const together = pairWords(result);
  const isGraph = qubitCount <= greatestGraph;
  return (
    <>
      <div data-testid="entanglement-words">
        {together !== undefined && (
          <Text size="sm" fw={600} mb={6}>
            {together}
          </Text>
        )}
        <ul className={classes.words}>
          {qubits.map(({ entropy }, qubit) => (
            <li key={qubit}>{isPure ? qubitWords(qubit, entropy) : mixedQubitWords(qubit, entropy)}</li>
          ))}
        </ul>
      </div>
      {qubitCount > 1 && (
        <div style={{ marginTop: 12 }}>
          {pairs === null || pairs.length === 0 ? (
            <Text size="sm" c="dimmed">
              {pairs === null
                ? "Working out the pairs …"
                : "Pairs of qubits are not worked out for random runs of more than 10 qubits."}
            </Text>
          ) : (
            <ChartFrame
              label={`Correlations of pairs of qubits. ${together ?? ""}`}
              legend={isGraph ? legend : []}
              height="auto"
              table={<PairTable pairs={pairs} />}
            >
              {isGraph ? (
                <Graph count={qubitCount} pairs={pairs} />
              ) : (
                <HeatMap count={qubitCount} pairs={pairs} />
              )}
            </ChartFrame>
          )}
          <Text size="xs" c="dimmed" mt={6}>
            {isGraph
              ? "The thicker a line, the more the two qubits know of each other (mutual information, at most 2 bit)."
              : "Squares show how much two qubits know of each other: mutual information in bit, at most 2."}{" "}
            Solid lines are pairs that no classical coins can imitate (concurrence above 0).
          </Text>
        </div>
      )}
    </>
  );
});
