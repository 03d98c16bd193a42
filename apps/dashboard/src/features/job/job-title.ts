import type { GroundStateResult, Job } from "@ansatz/contract";
import { prettyFormula } from "../../shared/format.ts";

/** The active space in a word or two. */
function spaceName({ kind, electrons, orbitals }: GroundStateResult["activeSpace"]): string {
  if (kind === "full") return "full space";
  return kind === "frozen-core" ? "frozen core" : `${electrons} electrons in ${orbitals} orbitals`;
}

/** The name of a job: as it was submitted, and by formula and active space once these are known. */
export function jobTitle(job: Job): string {
  if (job.result === null || (job.kind !== "ground-state" && job.kind !== "bond-scan")) return job.title;
  const { formula, basis, activeSpace } = job.result;
  const bond = "bondLabel" in job.result ? [job.result.bondLabel] : [];
  return [prettyFormula(formula), ...bond, basis, spaceName(activeSpace)].join(" · ");
}
