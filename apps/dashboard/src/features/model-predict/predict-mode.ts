import type { PredictRequest, TrainedModel } from "@ansatz/contract";
import { parseFormulaLines } from "./formula-lines.ts";

/** What a model takes to predict: names one a line, a table with its columns, or files of structures. */
export type PredictMode = "formulas" | "smiles" | "table" | "structures";

export function predictModeOf({ subject, columns }: TrainedModel["description"]): PredictMode {
  if (columns.length > 0 || subject === "numbers") return "table";
  if (subject === "structure") return "structures";
  return subject === "molecule" ? "smiles" : "formulas";
}

/** The request that a text and files make; undefined while there is nothing to predict. */
export function predictRequestOf(
  mode: PredictMode,
  text: string,
  structures: readonly { readonly name: string; readonly text: string }[],
): PredictRequest | undefined {
  switch (mode) {
    case "structures":
      return structures.length === 0 ? undefined : { structures: [...structures] };
    case "table":
      return text.trim() === ""
        ? undefined
        : { table: text, ...(structures.length > 0 ? { structures: [...structures] } : {}) };
    case "smiles": {
      // A comma is no part of SMILES, but brackets, dots and slashes are.
      const smiles = text.split(/[\s,;]+/).filter((word) => word !== "");
      return smiles.length === 0 ? undefined : { smiles };
    }
    case "formulas": {
      const formulas = parseFormulaLines(text);
      return formulas.length === 0 ? undefined : { formulas };
    }
  }
}
