import type { AuditRequest, ProposeRequest, TrainRequest } from "@ansatz/contract";

const dataName = ({ name, sample }: Pick<AuditRequest, "name" | "sample">): string =>
  name ?? sample ?? "Table";

const foldsName = (folds: AuditRequest["folds"]): string => {
  if (folds === "matbench") return "Matbench folds";
  return typeof folds === "object" ? `folds by ${folds.column}` : `${folds} folds`;
};

/** For example "steels.csv · audit · 8 qubits · 5 folds". */
export function auditTitle(request: AuditRequest): string {
  return [dataName(request), "audit", `${request.qubits} qubits`, foldsName(request.folds)].join(" · ");
}

/** For example "steels.csv · random-forest". */
export function trainTitle(request: TrainRequest): string {
  return [dataName(request), request.model].join(" · ");
}

/** For example "steels.csv · next compounds of Fe, Ni, Co". */
export function proposeTitle(request: ProposeRequest): string {
  const { elements } = request;
  const shown = elements.length > 6 ? `${elements.slice(0, 6).join(", ")} …` : elements.join(", ");
  return `${dataName(request)} · next compounds of ${shown}`;
}
