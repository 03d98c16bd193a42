/**
 * A European call by amplitude estimation beside Black–Scholes, with what separates the two, part by part.
 *
 *     node --conditions=@ansatz/source examples/option-price.ts
 */
import { ok } from "node:assert/strict";
import { blackScholesPrice, priceOption, type OptionPrice } from "@ansatz/finance";

const market = { spot: 100, volatility: 0.2, rate: 0.03 };
const call = { kind: "european", type: "call", strike: 105, maturity: 1 } as const;

export async function main(
  options: { readonly qubits?: number; readonly seed?: number } = {},
): Promise<OptionPrice> {
  const { qubits = 7, seed = 1 } = options;
  const result = await priceOption(market, call, { seed, qubitsPerStep: qubits });
  const exact = blackScholesPrice(market, call);
  const { price } = result;
  ok(Math.abs(price.reference!.value - exact) < 1e-12);
  // The sampling interval alone may miss the truth: it knows nothing of the grid. The corrected one holds it.
  ok(price.correctedInterval[0] <= exact && exact <= price.correctedInterval[1]);
  return result;
}

if (import.meta.main) {
  const { price, classical, verdict } = await main();
  console.log({ estimate: price.estimate, reference: price.reference, ...price.errorBudget });
  console.log(classical);
  console.log(verdict);
}
