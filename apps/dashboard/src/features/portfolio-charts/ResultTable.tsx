import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import resultClasses from "../job-result/job-result.module.css";

interface ResultTableProps {
  readonly label: string;
  readonly heads: readonly string[];
  /** The first cell of a row names it; cells after it are numbers unless `texts` lists their columns. */
  readonly rows: readonly {
    readonly key: string;
    readonly cells: readonly ReactNode[];
    readonly isStrong?: boolean;
  }[];
  readonly texts?: readonly number[];
}

/** A table of a result that stays within the page by scrolling sideways. */
export function ResultTable({ label, heads, rows, texts = [] }: ResultTableProps) {
  const align = (column: number) => (column === 0 || texts.includes(column) ? undefined : ("right" as const));
  return (
    <div className={resultClasses.scroll} tabIndex={0} role="region" aria-label={label}>
      <Table className="number" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            {heads.map((head, column) => (
              <Table.Th key={head} ta={align(column)}>
                {head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ key, cells, isStrong }) => (
            <Table.Tr key={key} fw={isStrong ? 650 : undefined}>
              {cells.map((cell, column) =>
                column === 0 ? (
                  <Table.Th key={heads[column]} scope="row">
                    {cell}
                  </Table.Th>
                ) : (
                  <Table.Td key={heads[column]} ta={align(column)}>
                    {cell}
                  </Table.Td>
                ),
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
