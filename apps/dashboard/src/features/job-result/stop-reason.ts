const reasons: Readonly<Record<string, string>> = {
  "value-tolerance": "the energy no longer changed",
  "gradient-tolerance": "the gradient vanished",
  "trust-radius": "the search radius became small enough",
  "no-parameters": "there was nothing to optimise",
  "line-search-failed": "no step lowered the energy any further",
  "max-iterations": "the limit of iterations was reached",
  "max-evaluations": "the limit of evaluations was reached",
  "scf-not-converged": "Hartree–Fock did not converge",
};

/** Why the optimiser stopped, in words. */
export function describeStop(reason: string): string {
  return reasons[reason] ?? reason;
}
