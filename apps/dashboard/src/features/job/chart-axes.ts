import { signed } from "../../shared/format.ts";
import {
  decadeDomain,
  decadeTicks,
  energyDomain,
  formatDecade,
  niceTicks,
  tickDigits,
} from "./chart-domain.ts";

/** What a chart's rows are drawn along. */
export interface HorizontalAxis {
  /** Name of the row's field. */
  readonly field: string;
  readonly label: string;
  /** Without it the axis spans the rows. */
  readonly domain?: readonly [number, number];
  readonly ticks?: readonly number[];
  /** Default linear. */
  readonly scale?: "linear" | "log";
  readonly format?: (value: number) => string;
}

export interface VerticalAxis {
  readonly scale: "linear" | "log";
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  /** Room for the numbers, pixels. */
  readonly width: number;
  /** Unit, where the chart's heading does not tell it. */
  readonly label?: string;
  readonly format: (value: number) => string;
}

export const iterationAxis: HorizontalAxis = { field: "iteration", label: "Iteration" };

/** Bond lengths between the ends of a scan, in either order, Å. */
export function bondLengthAxis(range: readonly [number, number]): HorizontalAxis {
  const domain = [Math.min(...range), Math.max(...range)] as const;
  return { field: "bondLengthAngstrom", label: "Bond length, Å", domain, ticks: niceTicks(domain, 6) };
}

/** Energies around the given ones, hartree, with as many decimals as tell the ticks apart. */
export function energyAxis(energies: readonly number[]): VerticalAxis {
  const domain = energyDomain(energies.length === 0 ? [0, 1] : energies);
  const digits = tickDigits(domain);
  return {
    scale: "linear",
    domain,
    ticks: niceTicks(domain),
    width: 16 + 8 * (digits + 4),
    format: (value) => signed(value.toFixed(digits)),
  };
}

/** Whole decades around the given errors and chemical accuracy, hartree. */
export function errorAxis(errors: readonly number[]): VerticalAxis {
  const domain = decadeDomain(errors);
  return {
    scale: "log",
    domain,
    ticks: decadeTicks(domain),
    width: 58,
    label: "hartree",
    format: formatDecade,
  };
}
