/** Options that fill fields of backtests, risks and options; `$1` is the field's own name. */
export const financeFields: readonly [RegExp, string][] = [
  [/^request\.rebalancing/, "--rebalance"],
  [/^request\.proportionalCosts/, "--costs"],
  [/^request\.fixedCosts/, "--fixed-costs"],
  [/^request\.turnoverLimit/, "--turnover-limit"],
  [/^request\.initialCapital/, "--capital"],
  [/^request\.cashRate/, "--cash-rate"],
  [/^request\.degreesOfFreedom/, "--degrees-of-freedom"],
  [/^request\.evaluationQubits/, "--evaluation-qubits"],
  [/^request\.payoffRotation/, "--rotation"],
  [/^request\.rotationScale/, "--rotation-scale"],
  [/^request\.dividendYield/, "--dividend-yield"],
  [
    /^request\.(benchmark|strategies|window|resamples|model|weights|value|horizon|credit|level|qubits|accuracy|rounds|confidence|kind|type|spot|strike|maturity|volatility|rate|average|dates|barrier|direction|knock)\b/,
    "--$1",
  ],
];
