import type { CircuitRequest } from "@ansatz/contract";

/** The file that the command reads. */
export function circuitFileName({ qasm }: Pick<CircuitRequest, "qasm">): string {
  return qasm === undefined ? "circuit.json" : "circuit.qasm";
}

const observableText = (terms: Readonly<Record<string, number>>): string =>
  Object.entries(terms)
    .map(([product, coefficient], index) => {
      const sign = coefficient < 0 ? "- " : index === 0 ? "" : "+ ";
      const size = Math.abs(coefficient);
      return `${sign}${size === 1 ? "" : `${size}*`}${product}`;
    })
    .join(" ");

/** The words of the command that repeats a circuit job; options at their defaults are left out. */
export function circuitCommandWords(request: Partial<CircuitRequest>): string[] {
  const { outputs = ["counts"], parameters = {}, observables = [] } = request;
  const { shots, seed, noise, method, precision } = request;
  const option = (name: string, value: string | number | undefined, usual?: string | number): string[] =>
    value === undefined || value === usual ? [] : [name, String(value)];
  return [
    "run",
    circuitFileName(request),
    ...option("--shots", shots ?? (outputs.includes("counts") ? 1024 : undefined)),
    ...(outputs.includes("probabilities") ? ["--probabilities"] : []),
    ...(outputs.includes("statevector") ? ["--statevector"] : []),
    ...option("--seed", seed, 42),
    ...(noise === undefined ? [] : ["--noise", typeof noise === "string" ? noise : "noise.json"]),
    ...(Object.keys(parameters).length === 0 ? [] : ["--parameters", JSON.stringify(parameters)]),
    ...observables.flatMap((terms) => ["--observable", observableText(terms)]),
    ...option("--method", method, "auto"),
    ...option("--precision", precision, "double"),
  ];
}
