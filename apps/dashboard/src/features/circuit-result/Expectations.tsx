import type { CircuitResult } from "@ansatz/contract";
import { Table } from "@mantine/core";
import { signed } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import classes from "./circuit-result.module.css";

/** Expectation values with their standard errors. */
export function Expectations({ expectations }: Pick<CircuitResult, "expectations">) {
  return (
    <Section title="Expectation values" description="After the circuit, before its final measurements.">
      <div className={classes.scroll} tabIndex={0} role="region" aria-label="Table of expectation values">
        <Table className="number" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Observable</Table.Th>
              <Table.Th ta="right">Value</Table.Th>
              <Table.Th ta="right">Standard error</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {expectations.map(({ observable, value, standardError }) => (
              <Table.Tr key={observable}>
                <Table.Td className={classes.bits}>{observable}</Table.Td>
                <Table.Td ta="right">{signed(value.toFixed(8))}</Table.Td>
                <Table.Td ta="right">
                  {standardError === null
                    ? "unknown"
                    : standardError === 0
                      ? "exact"
                      : standardError.toPrecision(2)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  );
}
