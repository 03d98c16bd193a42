import type { LinearConstraint } from "../problems/constrained-binary-problem.ts";
import { free } from "./cardinality-relaxation.ts";

/** Fixes what the constraints force; false where one can no longer be met. */
export function propagateConstraints(constraints: readonly LinearConstraint[], status: Uint8Array): boolean {
  for (let changed = true; changed;) {
    changed = false;
    for (const { coefficients, lower, upper } of constraints) {
      let least = 0;
      let greatest = 0;
      for (let i = 0; i < status.length; i++) {
        if (status[i] === 1) {
          least += coefficients[i];
          greatest += coefficients[i];
        } else if (status[i] === free) {
          least += Math.min(0, coefficients[i]);
          greatest += Math.max(0, coefficients[i]);
        }
      }
      if (least > upper || greatest < lower) return false;
      for (let i = 0; i < status.length; i++) {
        if (status[i] !== free || coefficients[i] === 0) continue;
        const size = Math.abs(coefficients[i]);
        // The value that adds to the sum breaks the upper limit, the other one the lower limit.
        const adding = coefficients[i] > 0 ? 1 : 0;
        if (least + size > upper) status[i] = 1 - adding;
        else if (greatest - size < lower) status[i] = adding;
        else continue;
        changed = true;
        if (least + size > upper) greatest -= size;
        else least += size;
      }
    }
  }
  return true;
}
