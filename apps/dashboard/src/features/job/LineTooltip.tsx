import type { ReactNode } from "react";
import classes from "../../shared/chart.module.css";

interface LineTooltipProps<Row> {
  /** Filled in by the chart. */
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: unknown }[];
  readonly children: (row: Row) => ReactNode;
}

/** What a chart shows beside the pointer. */
export function LineTooltip<Row>({ active, payload, children }: LineTooltipProps<Row>) {
  const row = payload?.[0]?.payload as Row | undefined;
  if (!active || row === undefined) return null;
  return <div className={classes.tooltip}>{children(row)}</div>;
}
