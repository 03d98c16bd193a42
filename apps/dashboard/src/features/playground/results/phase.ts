import { formatAngle } from "../editor/angle.ts";

/** Phases of amplitudes smaller than this are rounding. */
export const negligible = 1e-9;

/** The colour of a phase, radians: the hue goes once around with it, red for 0. */
export function phaseColor(phase: number): string {
  const hue = ((phase / Math.PI) * 180 + 385) % 360;
  return `light-dark(oklch(0.6 0.155 ${hue.toFixed(1)}), oklch(0.73 0.14 ${hue.toFixed(1)}))`;
}

export function phaseOf([real, imaginary]: readonly [number, number]): number {
  return Math.atan2(Math.abs(imaginary) < negligible ? 0 : imaginary, real);
}

/** A phase in words: a fraction of π, or degrees. */
export function formatPhase(phase: number): string {
  const text = formatAngle(Number(phase.toPrecision(12)));
  return text.includes("π") || text === "0"
    ? text
    : `${((phase / Math.PI) * 180).toFixed(0)}°`.replace("-", "−");
}

/** "0.707 − 0.5i" */
export function formatComplex([real, imaginary]: readonly [number, number]): string {
  const digits = (value: number) => String(Number(Math.abs(value).toFixed(3)));
  const re = digits(real);
  const im = digits(imaginary);
  const sign = real < 0 && re !== "0" ? "−" : "";
  if (im === "0") return sign + re;
  const imaginaryPart = `${im === "1" ? "" : im}i`;
  if (re === "0") return (imaginary < 0 ? "−" : "") + imaginaryPart;
  return `${sign}${re} ${imaginary < 0 ? "−" : "+"} ${imaginaryPart}`;
}

/** "50 %", "12.5 %", "0.024 %" */
export function formatPercent(probability: number): string {
  const percent = probability * 100;
  if (percent < 5e-4) return percent > negligible ? "<0.001 %" : "0 %";
  const digits = percent >= 99.95 || percent < 0.1 ? 3 : percent < 10 ? 2 : 1;
  return `${String(Number(percent.toFixed(digits)))} %`;
}
