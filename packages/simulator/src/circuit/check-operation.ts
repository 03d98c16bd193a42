import { checkCondition } from "./check-condition.ts";
import { checkIndices, checkList, checkObject, fail, show } from "./check-lists.ts";
import type { CheckContext } from "./check-lists.ts";
import { checkUnitaryKind } from "./check-unitary-kind.ts";
import { gateNames } from "./operation.ts";
import type { Operation, UnitaryKindOperation } from "./operation.ts";

/** Conditionals in conditionals; deeper is refused. */
const greatestDepth = 64;

const unitaryKinds = ["pauli", "unitary", "diagonal", "permutation"] as const;
const otherKinds = ["measure", "reset", "barrier", "if"] as const;
const unitaryNames: ReadonlySet<unknown> = new Set<unknown>([...unitaryKinds, ...gateNames]);

/**
 * A frozen copy of an operation (also from parsed JSON). `where` names it in messages.
 * Throws {@link InvalidArgumentError} for whatever does not fit the circuit or the gate.
 */
export function checkOperation(
  operation: Operation,
  context: CheckContext,
  where: string,
  depth = 0,
): Operation {
  const fields = checkObject(operation, where, "");
  if (unitaryNames.has(fields.gate)) {
    return checkUnitaryKind(operation as UnitaryKindOperation, context, where);
  }
  switch (fields.gate) {
    case "measure": {
      const qubits = checkIndices(fields.qubits, context.qubitCount, where, "qubit");
      const bits = checkIndices(fields.bits, context.bitCount, where, "bit");
      if (qubits.length !== bits.length) {
        fail(
          where,
          `: measure takes as many bits as qubits, got ${qubits.length} qubits and ${bits.length} bits`,
        );
      }
      return Object.freeze({ gate: "measure", qubits, bits });
    }
    case "reset":
    case "barrier":
      return Object.freeze({
        gate: fields.gate,
        qubits: checkIndices(fields.qubits, context.qubitCount, where, "qubit"),
      });
    case "if": {
      if (depth >= greatestDepth) fail(where, ` is nested more than ${greatestDepth} deep`);
      const check = (branch: "then" | "otherwise"): readonly Operation[] =>
        Object.freeze(
          checkList(fields[branch], where, branch).map((inner, index) =>
            checkOperation(inner as Operation, context, `${where}.${branch}[${index}]`, depth + 1),
          ),
        );
      return Object.freeze({
        gate: "if",
        condition: checkCondition(fields.condition, context, where),
        then: check("then"),
        otherwise: check("otherwise"),
      });
    }
    default:
      return fail(
        where,
        `: gate must be ${[...unitaryKinds, ...otherKinds].join(", ")} or one of ${gateNames.join(", ")}, got ${show(fields.gate)}`,
      );
  }
}
