import type { GroundStateResult } from "@ansatz/contract";
import { Table, Text } from "@mantine/core";
import { useEnergyUnit } from "../../shared/energy-unit.tsx";
import { formatDifference, formatSeconds, formatTotal, smallUnit, totalUnit } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { exactEnergy } from "./exact-energy.ts";
import classes from "./job-result.module.css";

/** The classical methods beside the VQE: energy, distance from the exact one, time. */
export function ReferencesTable({ result }: { readonly result: GroundStateResult }) {
  const [unit] = useEnergyUnit();
  const exact = exactEnergy(result);
  const vqeSeconds = result.timings.find(({ stage }) => stage === "vqe")?.seconds;
  const difference = (energy: number | null) =>
    energy === null || exact === null ? "–" : formatDifference(energy - exact, unit);
  return (
    <Section title="Beside the classical methods" description="All in the same basis and active space">
      <div className={classes.scroll} tabIndex={0} role="region" aria-label="Energies of all methods">
        <Table className="number" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Method</Table.Th>
              <Table.Th ta="right">Energy, {totalUnit(unit)}</Table.Th>
              <Table.Th ta="right">Error, {smallUnit(unit)}</Table.Th>
              <Table.Th ta="right">Time</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {result.references.map(({ method, label, energy, seconds, converged }) => (
              <Table.Tr key={method}>
                <Table.Td>
                  {label}
                  {!converged && (
                    <Text size="xs" c="dimmed">
                      not converged
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="right">{energy === null ? "–" : formatTotal(energy, unit)}</Table.Td>
                <Table.Td ta="right">{method === "casci" ? "exact" : difference(energy)}</Table.Td>
                <Table.Td ta="right">{formatSeconds(seconds)}</Table.Td>
              </Table.Tr>
            ))}
            <Table.Tr fw={650}>
              <Table.Td>
                UCCSD-VQE
                {!result.converged && (
                  <Text size="xs" c="dimmed">
                    not converged
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">
                {result.energy === null ? "–" : formatTotal(result.energy, unit)}
              </Table.Td>
              <Table.Td ta="right">{difference(result.energy)}</Table.Td>
              <Table.Td ta="right">{vqeSeconds === undefined ? "–" : formatSeconds(vqeSeconds)}</Table.Td>
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  );
}
