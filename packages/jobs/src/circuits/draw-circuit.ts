import { drawCircuitSvg, drawCircuitText, type DrawCircuitSvgOptions } from "@ansatz/simulator";
import { readCircuit, type CircuitSource } from "./read-circuit.ts";

export interface DrawingRequest {
  readonly source: CircuitSource;
  readonly format: "text" | "svg";
  /** Characters of a line, or pixels; `Infinity` never wraps. */
  readonly width?: number;
  readonly title?: string;
  readonly theme?: DrawCircuitSvgOptions["theme"];
}

/** A circuit's picture as text or as an SVG document. */
export function drawCircuit({ source, format, width, title, theme }: DrawingRequest): string {
  const circuit = readCircuit(source, { isJob: false });
  const options = width === undefined ? {} : { width };
  if (format === "text") return drawCircuitText(circuit, options);
  return drawCircuitSvg(circuit, {
    ...options,
    ...(title === undefined ? {} : { title }),
    ...(theme === undefined ? {} : { theme }),
  });
}
