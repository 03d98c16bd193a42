import { mapUnitaryOperations, parameterNames, withOperations } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import type { UnitaryKindOperation } from "../circuit/operation.ts";
import { bindParameter, parameter } from "../circuit/parameter.ts";
import type { ParameterTerm, ParameterValue, ParameterValues } from "../circuit/parameter.ts";
import { InvalidArgumentError } from "../errors.ts";
import { parameterRule } from "./parameter-rules.ts";
import type { ParameterRule } from "./parameter-rules.ts";

/** One place where parameters occur: an angle φ = Σ coefficient · θ + offset of one operation. */
export interface Occurrence {
  /** The parameter of the split circuit that stands for φ. */
  readonly name: string;
  readonly operation: UnitaryKindOperation;
  /** The operation's place among the circuit's unitary operations, in the order of the text. */
  readonly position: number;
  readonly rule: ParameterRule;
  /** The chosen parameters in φ. */
  readonly terms: readonly ParameterTerm[];
}

/**
 * A circuit in which each angle with a chosen parameter has a parameter of its own, so that one angle can be shifted by
 * binding other values: the circuit needs to be compiled once.
 */
export interface SplitCircuit {
  readonly circuit: Circuit;
  readonly occurrences: readonly Occurrence[];
  /** Values of all parameters of the split circuit where nothing is shifted. */
  readonly values: ParameterValues;
  /** The chosen parameters, in the order of all results. */
  readonly parameters: readonly string[];
  /** Positions in `parameters` by name. */
  readonly indexOf: ReadonlyMap<string, number>;
}

/**
 * Splits a circuit at the given values. Throws {@link InvalidArgumentError} for a chosen parameter that the circuit does
 * not have or that is chosen twice, and for a parameter without a finite value.
 */
export function splitOccurrences(
  circuit: Circuit,
  values: ParameterValues,
  parameters: readonly string[] = parameterNames(circuit),
): SplitCircuit {
  const known = new Set(parameterNames(circuit));
  const indexOf = new Map(parameters.map((name, index) => [name, index]));
  if (indexOf.size !== parameters.length) {
    throw new InvalidArgumentError(`parameters must differ, got ${parameters.join(", ")}`, {
      field: "parameters",
    });
  }
  for (const name of parameters) {
    if (known.has(name)) continue;
    throw new InvalidArgumentError(
      `parameters must be of the circuit (${[...known].join(", ") || "it has none"}), got ${name}`,
      { field: "parameters", parameter: name },
    );
  }
  let prefix = "angle";
  while ([...known].some((name) => name.startsWith(prefix))) prefix += "_";
  const occurrences: Occurrence[] = [];
  const splitValues: Record<string, number> = {};
  for (const name of known) splitValues[name] = bindParameter(parameter(name), values);
  let position = -1;
  const operations = mapUnitaryOperations(circuit.operations, (operation) => {
    position++;
    const replaced = (operation.parameters as readonly ParameterValue[]).map(
      (value, index): ParameterValue => {
        if (typeof value === "number") return value;
        const terms = value.terms.filter((term) => indexOf.has(term.parameter));
        if (terms.length === 0) return value;
        const name = `${prefix}${occurrences.length}`;
        occurrences.push({ name, operation, position, rule: parameterRule(operation, index), terms });
        splitValues[name] = bindParameter(value, values);
        return parameter(name);
      },
    );
    return [{ ...operation, parameters: replaced } as UnitaryKindOperation];
  });
  return {
    circuit: withOperations(circuit, operations),
    occurrences,
    values: splitValues,
    parameters,
    indexOf,
  };
}

/** The values with one angle shifted. */
export function shiftAngle({ values }: SplitCircuit, { name }: Occurrence, shift: number): ParameterValues {
  return { ...values, [name]: values[name] + shift };
}
