import { Text } from "@mantine/core";
import { formatCount } from "../../shared/format.ts";
import { ChartFrame } from "../../shared/ChartFrame.tsx";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { elementName, elementPlaces, type ElementPlace } from "./element-places.ts";
import classes from "./periodic-table.module.css";

function placeStyle({ row, column }: ElementPlace) {
  return { gridRow: row > 7 ? row + 1 : row, gridColumn: column };
}

/** Strength of a colour in percent: logarithmic, so that rare elements are told from absent ones. */
function shareOf(count: number, most: number): string {
  return `${Math.round(15 + (85 * Math.log(1 + count)) / Math.log(1 + most))}%`;
}

interface ElementCountsProps {
  /** Rows that hold an element, by its symbol. */
  readonly counts: Readonly<Record<string, number>>;
  readonly rows: number;
}

/** How often each element occurs, in the shape of the periodic table. */
export function ElementCounts({ counts, rows }: ElementCountsProps) {
  const present = Object.entries(counts).sort(([, a], [, b]) => b - a);
  const most = present[0]?.[1] ?? 0;
  const share = (count: number): string => `${((100 * count) / rows).toFixed(1)} %`;
  const summary = `${present.length} elements in ${formatCount(rows)} rows; the most frequent are ${present
    .slice(0, 5)
    .map(([symbol, count]) => `${elementName(symbol)} (${formatCount(count)})`)
    .join(", ")}`;
  return (
    <div>
      <ChartFrame
        label={`Periodic table of the data: ${summary}.`}
        height="auto"
        legend={[]}
        table={
          <NumberTable
            heads={["Element", "Symbol", "Rows", "Share of rows"]}
            rows={present.map(([symbol, count]) => [
              elementName(symbol),
              symbol,
              formatCount(count),
              share(count),
            ])}
          />
        }
      >
        <div className={classes.scroll}>
          <div className={classes.grid}>
            {elementPlaces.map((place) => {
              const count = counts[place.symbol] ?? 0;
              return (
                <div
                  key={place.symbol}
                  className={classes.cell}
                  data-filled={count > 0 || undefined}
                  title={`${place.name}: ${formatCount(count)} of ${formatCount(rows)} rows`}
                  style={{
                    ...placeStyle(place),
                    ...(count > 0 ? { "--share": shareOf(count, most) } : {}),
                  }}
                >
                  <span className={classes.symbol}>{place.symbol}</span>
                  <span className={classes.count}>{count > 0 ? formatCount(count) : "·"}</span>
                </div>
              );
            })}
          </div>
        </div>
      </ChartFrame>
      <Text size="xs" c="dimmed" mt={4}>
        {summary}.
      </Text>
    </div>
  );
}

interface ElementPickerProps {
  readonly label: string;
  readonly field: string;
  readonly chosen: readonly string[];
  readonly onChange: (symbols: string[]) => void;
  /** Rows that hold an element, by its symbol: those of the data stand out. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Elements chosen from the periodic table, each a button. */
export function ElementPicker({ label, field, chosen, onChange, counts }: ElementPickerProps) {
  const toggle = (symbol: string) =>
    onChange(chosen.includes(symbol) ? chosen.filter((other) => other !== symbol) : [...chosen, symbol]);
  return (
    <div className={classes.scroll} role="group" aria-label={label} data-field={field} tabIndex={-1}>
      <div className={classes.grid}>
        {elementPlaces
          .filter(({ atomicNumber }) => atomicNumber <= 103)
          .map((place) => {
            const count = counts[place.symbol] ?? 0;
            return (
              <div key={place.symbol} style={placeStyle(place)}>
                <button
                  type="button"
                  className={classes.cell}
                  aria-pressed={chosen.includes(place.symbol)}
                  data-filled={count > 0 || undefined}
                  style={count > 0 ? ({ "--share": "30%" } as React.CSSProperties) : undefined}
                  title={place.name}
                  aria-label={`${place.symbol}, ${place.name}`}
                  onClick={() => toggle(place.symbol)}
                >
                  <span className={classes.symbol}>{place.symbol}</span>
                </button>
              </div>
            );
          })}
      </div>
    </div>
  );
}
