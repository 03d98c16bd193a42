import type { OptionRequest, RiskRequest } from "@ansatz/contract";

/** For example "us-stocks · historical risk · level 0.95 · iterative, 7 qubits". */
export function riskTitle({ name, sample, model, credit, level, method, qubits }: RiskRequest): string {
  const obligors = credit?.length ?? 0;
  const source = model === "credit" ? `${obligors} obligor${obligors === 1 ? "" : "s"}` : "Prices";
  return [name ?? sample ?? source, `${model} risk`, `level ${level}`, `${method}, ${qubits} qubits`].join(
    " · ",
  );
}

/** For example "Asian call · spot 2, strike 1.9 · iterative, 12 qubits". */
export function optionTitle({
  name,
  kind,
  type,
  knock,
  spot,
  strike,
  method,
  qubits,
}: OptionRequest): string {
  const kinds = { european: "European", asian: "Asian", barrier: `Knock-${knock} barrier` };
  return [
    ...(name === undefined ? [] : [name]),
    `${kinds[kind]} ${type}`,
    `spot ${spot}, strike ${strike}`,
    `${method}, ${qubits} qubits`,
  ].join(" · ");
}
