import type { PortfolioResult } from "@ansatz/contract";
import { Table } from "@mantine/core";
import { Section } from "../../shared/Section.tsx";
import classes from "../job-result/job-result.module.css";

export const shareText = (share: number): string => `${(100 * share).toFixed(2)}\u00A0%`;

/** What to hold, with the optimum's holdings beside it. */
export function HoldingsTable({ holdings, optimum }: PortfolioResult) {
  const hasSectors = holdings.some(({ sector }) => sector !== null);
  const known = optimum.proven ? "Proven optimum" : "Best known";
  return (
    <Section title="Holdings" description="In equal parts.">
      <div className={classes.scroll} tabIndex={0} role="region" aria-label="Table of holdings">
        <Table className="number" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Asset</Table.Th>
              <Table.Th ta="right">Weight</Table.Th>
              <Table.Th ta="right">{known}</Table.Th>
              <Table.Th ta="right">Expected return</Table.Th>
              <Table.Th ta="right">Volatility</Table.Th>
              {hasSectors && <Table.Th>Sector</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {holdings.map(
              ({ name, sector, weight, optimumWeight, inOptimum, expectedReturn, volatility }) => (
                <Table.Tr key={name}>
                  <Table.Th scope="row">{name}</Table.Th>
                  <Table.Td ta="right">{weight === 0 ? "not held" : shareText(weight)}</Table.Td>
                  <Table.Td ta="right">{inOptimum ? shareText(optimumWeight) : "not held"}</Table.Td>
                  <Table.Td ta="right">{shareText(expectedReturn)}</Table.Td>
                  <Table.Td ta="right">{shareText(volatility)}</Table.Td>
                  {hasSectors && <Table.Td>{sector ?? ""}</Table.Td>}
                </Table.Tr>
              ),
            )}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  );
}
