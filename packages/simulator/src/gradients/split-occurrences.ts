import { mapUnitaryOperations, parameterNames, withOperations } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import type { UnitaryKindOperation } from "../circuit/operation.ts";
import { bindParameter, parameter } from "../circuit/parameter.ts";
import type {
  ParameterExpression,
  ParameterTerm,
  ParameterValue,
  ParameterValues,
} from "../circuit/parameter.ts";
import { InvalidArgumentError } from "../errors.ts";
import { parameterRule } from "./parameter-rules.ts";
import type { ParameterRule } from "./parameter-rules.ts";

/** One place where parameters occur: an angle φ = Σ coefficient · θ + offset of one operation. */
export interface Occurrence {
  /** The parameter of the split circuit that stands for φ. */
  readonly name: string;
  /** The operation's place among the circuit's unitary operations, in the order of the text. */
  readonly position: number;
  readonly rule: ParameterRule;
  readonly angle: ParameterExpression;
  /** The chosen parameters in φ. */
  readonly terms: readonly ParameterTerm[];
}

/**
 * A circuit in which each angle with a chosen parameter has a parameter of its own, so that one angle can be shifted by
 * binding other values. Functions that derive a circuit take one in its place: a loop that splits once has its circuit
 * compiled once.
 */
export interface SplitCircuit {
  readonly circuit: Circuit;
  readonly occurrences: readonly Occurrence[];
  /** The chosen parameters, in the order of all results. */
  readonly parameters: readonly string[];
  /** Positions in `parameters` by name. */
  readonly indexOf: ReadonlyMap<string, number>;
  /** Parameters that the circuit had before. */
  readonly names: readonly string[];
}

/**
 * Splits a circuit's angles by the chosen parameters, by default all in the order of `parameterNames(circuit)`.
 * Throws {@link InvalidArgumentError} for a parameter that the circuit does not have or that is chosen twice.
 */
export function splitParameters(circuit: Circuit, parameters?: readonly string[]): SplitCircuit {
  const names = parameterNames(circuit);
  const chosen = parameters ?? names;
  const indexOf = new Map(chosen.map((name, index) => [name, index]));
  if (indexOf.size !== chosen.length) {
    throw new InvalidArgumentError(`parameters must differ, got ${chosen.join(", ")}`, {
      field: "parameters",
    });
  }
  const unknown = chosen.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(
      `parameters must be of the circuit (${names.join(", ") || "it has none"}), got ${unknown}`,
      { field: "parameters", parameter: unknown },
    );
  }
  let prefix = "angle";
  while (names.some((name) => name.startsWith(prefix))) prefix += "_";
  const occurrences: Occurrence[] = [];
  let position = -1;
  const operations = mapUnitaryOperations(circuit.operations, (operation) => {
    position++;
    const replaced = (operation.parameters as readonly ParameterValue[]).map(
      (value, index): ParameterValue => {
        if (typeof value === "number") return value;
        const terms = value.terms.filter((term) => indexOf.has(term.parameter));
        if (terms.length === 0) return value;
        const name = `${prefix}${occurrences.length}`;
        occurrences.push({ name, position, rule: parameterRule(operation, index), angle: value, terms });
        return parameter(name);
      },
    );
    return [{ ...operation, parameters: replaced } as UnitaryKindOperation];
  });
  return { circuit: withOperations(circuit, operations), occurrences, parameters: chosen, indexOf, names };
}

/** A split circuit as it is, or a circuit's. Throws {@link InvalidArgumentError} for a choice of parameters beside a split. */
export function readSplit(circuit: Circuit | SplitCircuit, parameters?: readonly string[]): SplitCircuit {
  if (!("occurrences" in circuit)) return splitParameters(circuit, parameters);
  if (parameters) {
    throw new InvalidArgumentError("parameters must be chosen where the circuit is split", {
      field: "parameters",
    });
  }
  return circuit;
}

/** Values of all parameters of the split circuit. Throws {@link InvalidArgumentError} for one without a finite value. */
export function bindSplit({ names, occurrences }: SplitCircuit, values: ParameterValues): ParameterValues {
  const bound: Record<string, number> = {};
  for (const name of names) bound[name] = bindParameter(parameter(name), values);
  for (const { name, angle } of occurrences) bound[name] = bindParameter(angle, values);
  return bound;
}

/** The values with one angle shifted. */
export function shiftAngle(values: ParameterValues, { name }: Occurrence, shift: number): ParameterValues {
  return { ...values, [name]: values[name] + shift };
}
