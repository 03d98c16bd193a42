import type { ErrorPlaces } from "../../shared/form/form-errors.ts";
import { initialMaterials, type MaterialsDraft } from "./materials-draft.ts";

const fields: readonly string[] = [...Object.keys(initialMaterials), "table"];

/** Names that messages of the library use, and the fields they are chosen in. */
const places: readonly (readonly [RegExp, string])[] = [
  [/compositionColumn|column of formulas|column of names/i, "composition"],
  [/targetColumn|column of targets/i, "target"],
  [/groupColumn/i, "group"],
  [/featureColumns/i, "columns"],
  [/fold/i, "folds"],
];

/** The field that an error about the data speaks of. */
export function fieldOfDataError({ source }: Pick<MaterialsDraft, "source">, message: string): string {
  if (source === "sample") return "sample";
  return places.find(([pattern]) => pattern.test(message))?.[1] ?? "table";
}

/** Where errors of a job about materials are shown. */
export function materialsErrorPlaces(draft: () => MaterialsDraft): ErrorPlaces {
  return {
    fieldOfPath: ([head]) => {
      if (head === "model") return draft().kind === "propose" ? "proposer" : "model";
      if (head === "structure") return "composition";
      if (head === "structures") return "table";
      if (head === "folds" && draft().foldKind === "column") return "foldColumn";
      return fields.find((field) => field === head);
    },
    fieldsOfError: ({ code, message, details }) => {
      if (code === "materials-table" || code === "structure" || code === "data-set") {
        return [fieldOfDataError(draft(), message)];
      }
      if (code === "composition" && details.elements !== undefined) return ["elements"];
      if (/^model must/.test(message)) return [draft().kind === "propose" ? "proposer" : "model"];
      if (/^models must/.test(message)) return ["models"];
      const first = /^[A-Za-z]+/.exec(message)?.[0] ?? "";
      return fields.includes(first) ? [first] : [];
    },
  };
}
