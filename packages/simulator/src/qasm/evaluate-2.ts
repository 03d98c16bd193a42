import type { Context } from "./program.ts";
import { fail } from "./program.ts";
import type { Expression } from "./syntax-tree.ts";

const functions: Readonly<Record<string, (value: number) => number>> = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  exp: Math.exp,
  ln: Math.log,
  log: Math.log,
  sqrt: Math.sqrt,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  arcsin: Math.asin,
  arccos: Math.acos,
  arctan: Math.atan,
};

/** The real number of an expression of OpenQASM 2, where all arithmetic is real. */
export function evaluateReal(context: Context, expression: Expression): number {
  const value = evaluatePart(context, expression);
  if (!Number.isFinite(value)) {
    fail(context.program, expression.at, `the expression must have a finite value, got ${value}`);
  }
  return value;
}

function evaluatePart(context: Context, expression: Expression): number {
  const { program, scope } = context;
  switch (expression.kind) {
    case "float":
      return expression.value;
    case "integer":
      return Number(expression.value);
    case "name": {
      const symbol = scope.find(expression.name);
      if (symbol?.kind === "variable") return symbol.value as number;
      if (expression.name === "pi" || expression.name === "π") return Math.PI;
      return fail(program, expression.at, `${expression.name} is not the name of a parameter`);
    }
    case "unary":
      if (expression.operator === "-") return -evaluatePart(context, expression.operand);
      break;
    case "binary": {
      const left = evaluatePart(context, expression.left);
      const right = evaluatePart(context, expression.right);
      switch (expression.operator) {
        case "+":
          return left + right;
        case "-":
          return left - right;
        case "*":
          return left * right;
        case "/":
          if (right === 0) fail(program, expression.at, "division by zero");
          return left / right;
        case "**":
          return left ** right;
      }
      break;
    }
    case "call": {
      const { name, operands } = expression;
      if (!Object.hasOwn(functions, name)) {
        fail(
          program,
          expression.at,
          `${name} is not a function; there are sin, cos, tan, exp, ln, sqrt, asin, acos and atan`,
        );
      }
      if (operands.length !== 1) {
        fail(program, expression.at, `${name} takes 1 argument, got ${operands.length}`);
      }
      return functions[name](evaluatePart(context, operands[0]));
    }
  }
  return fail(program, expression.at, "this is no real expression of OpenQASM 2");
}
