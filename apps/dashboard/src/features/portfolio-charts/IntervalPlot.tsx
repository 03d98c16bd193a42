import { ChartFrame } from "../../shared/ChartFrame.tsx";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { niceTicks } from "../job/chart-domain.ts";
import { spanOf } from "./axes.ts";
import classes from "./portfolio-charts.module.css";

export interface IntervalRow {
  readonly name: string;
  readonly estimate: number;
  /** Null for a value without an interval. */
  readonly interval: readonly [number, number] | null;
  readonly color: string;
  readonly isDashed?: boolean;
}

interface IntervalPlotProps {
  readonly label: string;
  readonly rows: readonly IntervalRow[];
  readonly format: (value: number) => string;
  /** The value that intervals should hold, where it is known. */
  readonly truth?: { readonly name: string; readonly value: number } | undefined;
}

/** Estimates with their intervals under each other on one axis, and a line for the truth. */
export function IntervalPlot({ label, rows, format, truth }: IntervalPlotProps) {
  const [low, high] = spanOf([
    ...rows.flatMap(({ estimate, interval }) => [estimate, ...(interval ?? [])]),
    ...(truth ? [truth.value] : []),
  ]);
  const at = (value: number): string => `${(100 * (value - low)) / (high - low)}%`;
  return (
    <ChartFrame
      label={label}
      height="auto"
      legend={truth ? [{ name: truth.name, color: "var(--chart-exact)", dash: "dashed" }] : []}
      table={
        <NumberTable
          heads={["Interval", "Estimate", "From", "To"]}
          rows={[
            ...rows.map(({ name, estimate, interval }) => [
              name,
              format(estimate),
              interval ? format(interval[0]) : "–",
              interval ? format(interval[1]) : "–",
            ]),
            ...(truth ? [[truth.name, format(truth.value), "–", "–"]] : []),
          ]}
        />
      }
    >
      <div className={classes.intervals}>
        {rows.map(({ name, estimate, interval, color, isDashed }) => (
          <div key={name} className={classes.intervalRow}>
            <div className={classes.intervalName}>
              <span>{name}</span>
              <span className="number">{format(estimate)}</span>
            </div>
            <div className={classes.intervalTrack}>
              {interval && (
                <span
                  className={classes.interval}
                  style={{
                    left: at(interval[0]),
                    right: `calc(100% - ${at(interval[1])})`,
                    color,
                    borderTopStyle: isDashed ? "dashed" : "solid",
                  }}
                />
              )}
              <span className={classes.estimate} style={{ left: at(estimate), background: color }} />
              {truth && <span className={classes.truth} style={{ left: at(truth.value) }} />}
            </div>
          </div>
        ))}
        <div className={classes.intervalAxis}>
          {ticksInside(low, high).map((tick) => (
            <span key={tick} style={{ left: at(tick) }}>
              {format(tick)}
            </span>
          ))}
        </div>
      </div>
    </ChartFrame>
  );
}

/** Ticks whose numbers have room on both sides. */
function ticksInside(low: number, high: number): number[] {
  const room = 0.06 * (high - low);
  return niceTicks([low, high], 4).filter((tick) => tick > low + room && tick < high - room);
}
