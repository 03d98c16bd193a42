import type { FormErrors } from "../../shared/form/form-errors.ts";
import { bodyLimitBytes, sizeText } from "../market-input/body-size.ts";
import type { MaterialsFacts } from "../materials-worker/types.ts";
import { toMaterialsJob, type MaterialsDraft } from "./materials-draft.ts";
import type { MaterialsFiles } from "./materials-files.ts";

/** What can be said before anything is sent. */
export function knownErrors(
  draft: MaterialsDraft,
  files: MaterialsFiles,
  facts: MaterialsFacts | undefined,
): FormErrors {
  const { kind, source, elements, foldKind, foldColumn } = draft;
  if (source === "table" && files.table.text.trim() === "") {
    return { table: "Choose, drop or paste a table first." };
  }
  const size = new Blob([JSON.stringify(toMaterialsJob(draft, files))]).size;
  if (size > bodyLimitBytes) {
    return {
      table: `The request would have ${sizeText(size)}; the server takes requests of up to ${sizeText(bodyLimitBytes)}. Run it in a terminal, which reads files of any size, or keep the columns that are needed.`,
    };
  }
  if (kind === "propose" && elements.length === 0) {
    return { elements: "Choose at least one element that candidates may hold." };
  }
  if (kind === "propose" && facts && (facts.subject !== "composition" || draft.columns.length > 0)) {
    return {
      form: "Proposals are made of formulas alone: leave out structures and columns of numbers, which new compounds do not have.",
    };
  }
  if (kind === "propose" && facts?.task === "classification") {
    return { form: "Proposals need a target of numbers; this one holds classes." };
  }
  if (kind === "audit" && foldKind === "column" && foldColumn === "") {
    return { foldColumn: "Choose the column that numbers the folds." };
  }
  return {};
}
