import { ApiProblemError, RequestError } from "@ansatz/contract";
import { parseDraft, type Draft } from "./draft.ts";

/** Where an error is shown: a field of the form, or the form as a whole. */
export type FieldName =
  | "molecule"
  | "charge"
  | "multiplicity"
  | "basis"
  | "activeSpace"
  | "electrons"
  | "orbitals"
  | "optimizer"
  | "energyTolerance"
  | "maxIterations"
  | "seed"
  | "bond"
  | "fromAngstrom"
  | "toAngstrom"
  | "points"
  | "form";

export type FieldErrors = Partial<Record<FieldName, string>>;

/** Fields in the order of the page. */
export const fieldOrder: readonly FieldName[] = [
  "molecule",
  "bond",
  "fromAngstrom",
  "toAngstrom",
  "points",
  "charge",
  "multiplicity",
  "basis",
  "activeSpace",
  "electrons",
  "orbitals",
  "optimizer",
  "energyTolerance",
  "maxIterations",
  "seed",
  "form",
];

const fieldOfCode: Readonly<Record<string, FieldName>> = {
  smiles: "molecule",
  xyz: "molecule",
  "library-molecule": "molecule",
  molecule: "molecule",
  "atoms-too-close": "molecule",
  "geometry-generation": "molecule",
  multiplicity: "multiplicity",
  "basis-not-available": "basis",
  "active-space": "activeSpace",
  "too-large": "activeSpace",
  "bond-scan": "bond",
};

/** The field that an error code speaks of. */
export function fieldOfError(code: string): FieldName {
  return fieldOfCode[code] ?? "form";
}

/** The field of an issue's path, for example "request.activeSpace.electrons". */
export function fieldOfPath(path: string): FieldName {
  const [, name = "", inner = ""] = path.split(".");
  if (name === "activeSpace" && (inner === "electrons" || inner === "orbitals")) return inner;
  return fieldOrder.find((field) => field === name) ?? "form";
}

function fromIssues(issues: readonly { readonly path: string; readonly message: string }[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, message } of issues) {
    const field = fieldOfPath(path);
    errors[field] ??= readable(field, message);
  }
  return errors;
}

/** What a field says about a value that is missing, and every other message as it came. */
function readable(field: FieldName, message: string): string {
  if (field === "molecule" && message.startsWith("molecule must")) {
    return "Name a molecule: type a SMILES, draw it, paste XYZ or pick one from the library.";
  }
  if (field === "bond") return "Choose the bond to stretch: pick it from the list or click its two atoms.";
  if (message.endsWith("got nothing")) return `${message.slice(0, -", got nothing".length)}.`;
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** What is wrong with the values that are there already; what is still missing is no error before the draft is sent. */
export function rangeErrors(draft: Draft): FieldErrors {
  try {
    parseDraft(draft);
    return {};
  } catch (error) {
    const typed = Object.entries(toFieldErrors(error)).filter(
      ([field]) => field in draft && draft[field as keyof Draft] !== "",
    );
    return Object.fromEntries(typed);
  }
}

/** The errors of a rejected draft, by field. */
export function toFieldErrors(error: unknown): FieldErrors {
  if (error instanceof RequestError) return fromIssues(error.issues);
  if (error instanceof ApiProblemError) {
    const { issues, code, detail } = error.problem;
    return issues && issues.length > 0 ? fromIssues(issues) : { [fieldOfError(code)]: detail };
  }
  return { form: error instanceof Error ? error.message : String(error) };
}

/** Errors without those of the fields that have just been changed. */
export function clearErrors(errors: FieldErrors, changed: Partial<Draft>): FieldErrors {
  const touched = new Set<string>(Object.keys(changed));
  if (["source", "smiles", "xyz", "library"].some((name) => touched.has(name))) {
    for (const name of ["molecule", "bond", "charge", "multiplicity", "basis", "activeSpace"])
      touched.add(name);
  }
  if (touched.has("firstAtom") || touched.has("secondAtom")) touched.add("bond");
  if (touched.has("electrons") || touched.has("orbitals")) touched.add("activeSpace");
  touched.add("form");
  return Object.fromEntries(Object.entries(errors).filter(([name]) => !touched.has(name)));
}
