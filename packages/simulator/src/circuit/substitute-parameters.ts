import { mapUnitaryOperations, withOperations } from "./circuit.ts";
import type { Circuit } from "./circuit.ts";
import type { UnitaryKindOperation } from "./operation.ts";
import { addParameters, transformParameter } from "./parameter.ts";
import type { ParameterValue } from "./parameter.ts";

/** The value with parameters replaced by numbers or expressions; names that are not listed stay. */
export function substituteParameter(
  value: ParameterValue,
  replacements: Readonly<Record<string, ParameterValue>>,
): ParameterValue {
  if (typeof value === "number") return value;
  return addParameters(
    value.offset,
    ...value.terms.map((term): ParameterValue => {
      const { parameter, coefficient } = term;
      return Object.hasOwn(replacements, parameter)
        ? transformParameter(replacements[parameter], coefficient)
        : { terms: [term], offset: 0 };
    }),
  );
}

/**
 * The circuit with some of its parameters replaced by numbers (partial binding) or by expressions of other parameters
 * (renaming, tying). All replacements happen at once; names that are not listed stay symbolic.
 * Throws {@link InvalidArgumentError} for a replacement that is neither a finite number nor an expression.
 */
export function substituteParameters(
  circuit: Circuit,
  replacements: Readonly<Record<string, ParameterValue>>,
): Circuit {
  return withOperations(
    circuit,
    mapUnitaryOperations(circuit.operations, (operation) => [
      {
        ...operation,
        parameters: (operation.parameters as readonly ParameterValue[]).map((value) =>
          substituteParameter(value, replacements),
        ),
      } as UnitaryKindOperation,
    ]),
  );
}
