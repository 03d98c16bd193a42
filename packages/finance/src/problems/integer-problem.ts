import { MandateError } from "../errors.ts";
import type { Moments } from "../moments/moments.ts";
import { createBinaryQuadraticProblem } from "./binary-quadratic-problem.ts";
import {
  createConstraint,
  type Holdings,
  type LinearConstraint,
  type PortfolioProblem,
} from "./constrained-binary-problem.ts";
import { checkGroupLimits, type GroupLimit, perAsset } from "./group-limit.ts";
import { evaluateExpression, type IntegerExpression, VariablePool } from "./integer-encoding.ts";
import { LinearForm } from "./linear-form.ts";
import { objectiveInWeights, type PortfolioObjective } from "./portfolio-objective.ts";
import { describeLimits } from "./selection-problem.ts";

/** What lots and weight steps have in common. */
export interface IntegerMandate {
  readonly moments: Moments;
  /** Of the weights: shares of the budget. */
  readonly objective: PortfolioObjective;
  /** Limits of the weights' sum in groups of assets. */
  readonly groups?: readonly GroupLimit[];
  /** Limits of the number of assets held. */
  readonly holdings?: { readonly minimum?: number; readonly maximum?: number };
  /** Units an asset has at least if it is held at all; default 1. */
  readonly minimumHolding?: number | ArrayLike<number>;
  /** Units held today: what turnover and costs are counted against; default none. */
  readonly today?: ArrayLike<number>;
  /** Greatest Σ|w − w(today)|/2. */
  readonly maximumTurnover?: number;
  /** Added to the objective: `fixed` for each asset traded, `proportional` times |w − w(today)|. */
  readonly costs?: {
    readonly fixed?: number | ArrayLike<number>;
    readonly proportional?: number | ArrayLike<number>;
  };
}

/** Units and how they use the budget. */
export interface UnitModel {
  readonly kind: "lots" | "weight-steps";
  /** Whole steps of the budget that one unit takes. */
  readonly unitSteps: Float64Array;
  /** Weight of one unit. */
  readonly unitWeights: Float64Array;
  /** Steps that make up the whole budget. */
  readonly budgetSteps: number;
  /** Least number of steps to use. */
  readonly minimumSteps: number;
  readonly minimumUnits: Float64Array;
  readonly maximumUnits: Float64Array;
  readonly budgetName: string;
}

/**
 * A problem over whole units of each asset, every integer in the bounded-coefficient encoding. Numbers of holdings,
 * least holdings, turnover and costs add auxiliary bits (held or not, traded or not, units bought and sold) and the
 * constraints that tie them; of the values that auxiliary bits may take, the objective prefers the true ones.
 */
export function createIntegerProblem(mandate: IntegerMandate, model: UnitModel): PortfolioProblem {
  const { moments, groups = [] } = mandate;
  const n = moments.assets.length;
  const quadratic = objectiveInWeights(moments, mandate.objective);
  checkGroupLimits(groups, n);
  const pool = new VariablePool();
  const names = moments.assets.map(({ name }) => name);
  const units = names.map((name, i) => pool.addInteger(name, model.minimumUnits[i], model.maximumUnits[i]));
  const budget = new LinearForm();
  units.forEach((expression, i) => budget.add(expression, model.unitSteps[i]));
  const forms: { name: string; form: LinearForm; lower?: number; upper?: number }[] = [
    { name: model.budgetName, form: budget, lower: model.minimumSteps, upper: model.budgetSteps },
  ];
  for (const { name, assets, minimum, maximum } of groups) {
    const form = new LinearForm();
    for (const asset of assets) form.add(units[asset], model.unitSteps[asset]);
    forms.push({
      name: `${name}: ${describeLimits(minimum, maximum)} of the weights`,
      form,
      lower: (minimum ?? -Infinity) * model.budgetSteps,
      upper: (maximum ?? Infinity) * model.budgetSteps,
    });
  }
  const cost = new LinearForm();
  limitHoldings(mandate, model, units, names, pool, forms);
  limitTrades(mandate, model, units, names, pool, forms, cost);
  const variableCount = pool.labels.length;
  const constraints = forms.flatMap(
    ({ name, form, lower = -Infinity, upper = Infinity }): LinearConstraint[] => {
      const coefficients = form.toCoefficients(variableCount);
      const shifted = { lower: lower - form.constant, upper: upper - form.constant };
      return [createConstraint(name, coefficients, shifted)];
    },
  );
  return {
    kind: model.kind,
    objective: substitute(quadratic, units, model.unitWeights, cost, pool.labels),
    constraints,
    decode: (bits) => {
      const held = units.map((expression) => evaluateExpression(expression, bits));
      return toHoldings(held, model.unitWeights);
    },
  };
}

type Forms = { name: string; form: LinearForm; lower?: number; upper?: number }[];

function limitHoldings(
  mandate: IntegerMandate,
  { minimumUnits, maximumUnits }: UnitModel,
  units: readonly IntegerExpression[],
  names: readonly string[],
  pool: VariablePool,
  forms: Forms,
): void {
  const n = units.length;
  const least = perAsset("minimumHolding", mandate.minimumHolding, n, 1, [1, Number.MAX_SAFE_INTEGER]);
  if (!least.every(Number.isInteger)) throw new MandateError("minimumHolding must be whole units");
  const { holdings } = mandate;
  if (holdings) checkHoldings(holdings, n);
  const count = new LinearForm();
  for (let i = 0; i < n; i++) {
    if (!holdings && least[i] <= Math.max(1, minimumUnits[i])) continue;
    if (minimumUnits[i] > 0) {
      count.constant += 1;
      if (least[i] > minimumUnits[i]) {
        const form = new LinearForm().add(units[i], 1);
        forms.push({ name: `at least ${least[i]} units of ${names[i]}`, form, lower: least[i] });
      }
      continue;
    }
    if (maximumUnits[i] === 0) continue;
    const isSingleBit = maximumUnits[i] === 1;
    const held = isSingleBit ? units[i] : pool.addInteger(`${names[i]} held`, 0, 1);
    count.add(held, 1);
    if (isSingleBit && least[i] === 1) continue;
    forms.push(
      {
        name: `at least ${least[i]} units of ${names[i]} if held`,
        form: new LinearForm().add(units[i], 1).add(held, -least[i]),
        lower: 0,
      },
      {
        name: `${names[i]} counts as held`,
        form: new LinearForm().add(units[i], 1).add(held, -maximumUnits[i]),
        upper: 0,
      },
    );
  }
  if (!holdings) return;
  const name = `${describeLimits(holdings.minimum, holdings.maximum)} holdings`;
  forms.push({ name, form: count, lower: holdings.minimum ?? 0, upper: holdings.maximum ?? n });
}

function checkHoldings(holdings: { readonly minimum?: number; readonly maximum?: number }, n: number): void {
  const { minimum = 0, maximum = n } = holdings;
  if (
    !Number.isInteger(minimum) ||
    !Number.isInteger(maximum) ||
    minimum < 0 ||
    maximum > n ||
    minimum > maximum
  ) {
    throw new MandateError(
      `holdings must be limits with 0 ≤ minimum ≤ maximum ≤ ${n}, got ${minimum} to ${maximum}`,
    );
  }
}

function limitTrades(
  mandate: IntegerMandate,
  { unitSteps, unitWeights, budgetSteps, minimumUnits, maximumUnits }: UnitModel,
  units: readonly IntegerExpression[],
  names: readonly string[],
  pool: VariablePool,
  forms: Forms,
  cost: LinearForm,
): void {
  const n = units.length;
  const { maximumTurnover } = mandate;
  const today = perAsset("today", mandate.today, n, 0, [0, Number.MAX_SAFE_INTEGER]);
  if (!today.every(Number.isInteger)) throw new MandateError("today must be whole units");
  if (maximumTurnover !== undefined && !(maximumTurnover >= 0)) {
    throw new MandateError(`maximumTurnover must be a share of at least 0, got ${maximumTurnover}`);
  }
  const fixed = perAsset("costs.fixed", mandate.costs?.fixed, n, 0, [0, Number.MAX_VALUE]);
  const proportional = perAsset("costs.proportional", mandate.costs?.proportional, n, 0, [
    0,
    Number.MAX_VALUE,
  ]);
  const turnover = new LinearForm();
  for (let i = 0; i < n; i++) {
    if (maximumTurnover === undefined && fixed[i] === 0 && proportional[i] === 0) continue;
    const [least, greatest] = [minimumUnits[i], maximumUnits[i]];
    const traded = new LinearForm();
    if (today[i] <= least) traded.add(units[i], 1).constant -= today[i];
    else if (today[i] >= greatest) traded.add(units[i], -1).constant += today[i];
    else {
      const bought = pool.addInteger(`${names[i]} bought`, 0, greatest - today[i]);
      const sold = pool.addInteger(`${names[i]} sold`, 0, today[i] - least);
      traded.add(bought, 1).add(sold, 1);
      const balance = new LinearForm().add(units[i], 1).add(bought, -1).add(sold, 1);
      forms.push({ name: `${names[i]}: today plus trades`, form: balance, lower: today[i], upper: today[i] });
    }
    turnover.addForm(traded, unitSteps[i]);
    cost.addForm(traded, proportional[i] * unitWeights[i]);
    if (fixed[i] === 0) continue;
    if (today[i] < least || today[i] > greatest) cost.constant += fixed[i];
    else if (greatest - least === 1) cost.addForm(traded, fixed[i]);
    else if (greatest > least) {
      const isTraded = pool.addInteger(`${names[i]} traded`, 0, 1);
      const most = Math.max(greatest - today[i], today[i] - least);
      cost.add(isTraded, fixed[i]);
      forms.push({
        name: `${names[i]} counts as traded`,
        form: new LinearForm().addForm(traded, 1).add(isTraded, -most),
        upper: 0,
      });
    }
  }
  if (maximumTurnover === undefined) return;
  forms.push({
    name: `turnover of at most ${maximumTurnover}`,
    form: turnover,
    upper: 2 * maximumTurnover * budgetSteps,
  });
}

/** The objective of w = unitWeights·units plus the costs, as a function of the bits. */
function substitute(
  { constant, linear, quadratic }: ReturnType<typeof objectiveInWeights>,
  units: readonly IntegerExpression[],
  unitWeights: Float64Array,
  cost: LinearForm,
  labels: readonly string[],
): PortfolioProblem["objective"] {
  const n = units.length;
  const size = labels.length;
  const bitLinear = cost.toCoefficients(size);
  const bitQuadratic = new Float64Array(size * size);
  let total = constant + cost.constant;
  for (let i = 0; i < n; i++) {
    const base = unitWeights[i] * units[i].constant;
    // Derivative of the objective at the least holdings.
    let slope = linear[i];
    total += linear[i] * base;
    for (let j = 0; j < n; j++) {
      const other = unitWeights[j] * units[j].constant;
      slope += 2 * quadratic[i * n + j] * other;
      total += quadratic[i * n + j] * base * other;
      units[i].variables.forEach((a, k) => {
        units[j].variables.forEach((b, l) => {
          const weights =
            unitWeights[i] * units[i].coefficients[k] * unitWeights[j] * units[j].coefficients[l];
          bitQuadratic[a * size + b] += quadratic[i * n + j] * weights;
        });
      });
    }
    units[i].variables.forEach((a, k) => (bitLinear[a] += slope * unitWeights[i] * units[i].coefficients[k]));
  }
  return createBinaryQuadraticProblem({
    constant: total,
    linear: bitLinear,
    quadratic: bitQuadratic,
    labels,
  });
}

function toHoldings(units: readonly number[], unitWeights: Float64Array): Holdings {
  return {
    selection: units.flatMap((value, index) => (value > 0 ? [index] : [])),
    units,
    weights: Float64Array.from(units, (value, index) => value * unitWeights[index]),
  };
}
