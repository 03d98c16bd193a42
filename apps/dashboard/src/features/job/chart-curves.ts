import type { Curve } from "./LineDiagram.tsx";

/** How each method is drawn, in every chart; the last lies on top, so that dashes show where two curves are one. */
export const methodCurves = {
  rhf: { field: "rhf", name: "Hartree–Fock", color: "var(--chart-rhf)", dash: "7 4" },
  mp2: { field: "mp2", name: "MP2", color: "var(--chart-mp2)", dash: "2 3" },
  vqe: { field: "vqe", name: "UCCSD-VQE", color: "var(--chart-vqe)" },
  casci: { field: "casci", name: "Exact", color: "var(--chart-exact)", dash: "4 3" },
} as const satisfies Record<string, Curve>;
