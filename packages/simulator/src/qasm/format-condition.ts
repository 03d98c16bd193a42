import type { ClassicalCondition } from "../circuit/classical-condition.ts";
import type { OperandTexts } from "./format-operands.ts";

const joiners = { and: " && ", or: " || ", xor: " ^ " } as const;
/** Longer numbers are written as binary digits. */
const greatestDecimalWidth = 3000;

/** A condition as an expression of OpenQASM 3. */
export function formatCondition(condition: ClassicalCondition, bits: OperandTexts): string {
  switch (condition.kind) {
    case "compare": {
      const { value, comparison } = condition;
      const text = bits.several(condition.bits);
      // A single bit is compared with a truth value, which all readers take.
      if (value.length === 1 && text.endsWith("]") && (comparison === "==" || comparison === "!=")) {
        return `${text} ${comparison} ${value === "1"}`;
      }
      const number = value.length > greatestDecimalWidth ? `"${value}"` : String(BigInt(`0b${value}`));
      return `${text} ${comparison} ${number}`;
    }
    case "not":
      return `!(${formatCondition(condition.operand, bits)})`;
    default: {
      const operands = condition.operands.map((operand) => formatCondition(operand, bits));
      if (operands.length === 0) return condition.kind === "and" ? "true" : "false";
      if (operands.length === 1) return operands[0];
      return operands.map((operand) => `(${operand})`).join(joiners[condition.kind]);
    }
  }
}
