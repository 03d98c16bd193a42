import type { AuditModel, AuditResult } from "@ansatz/contract";
import { scoreOf } from "./model-words.ts";

/** Models by score, the best first. */
export function sortedModels({ models, metric }: Pick<AuditResult, "models" | "metric">): AuditModel[] {
  const sign = metric.isHigherBetter ? -1 : 1;
  return [...models].sort((a, b) => sign * (scoreOf(a).value - scoreOf(b).value));
}
