import { describe, expect, test } from "vitest";
import { QasmError } from "../errors.ts";
import { parseQasm } from "./parse-qasm.ts";
import type { ParseQasmOptions } from "./parse-qasm.ts";

function refusal(text: string, options: ParseQasmOptions = {}): QasmError {
  try {
    parseQasm(text, options);
  } catch (error) {
    expect(error).toBeInstanceOf(QasmError);
    return error as QasmError;
  }
  throw new Error("the text was read");
}

test("an error says where it is, with the line and a remedy", () => {
  const error = refusal('OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[2];\n  hh q[0]; // typo\n', {
    fileName: "a.qasm",
  });
  expect(error.code).toBe("invalid-qasm");
  expect(error.message).toBe("a.qasm, line 4, column 3: gate hh is not defined: define it with gate");
  expect(error.details).toEqual({ line: 4, column: 3, excerpt: "  hh q[0]; // typo", fileName: "a.qasm" });
  expect(refusal("OPENQASM 2.0;\nqreg q[1];\nRX(1) q[0];").message).toContain("did you mean rx?");
});

test("an error in an included text names that text", () => {
  const { details } = refusal('OPENQASM 2.0; qreg q[1];\ninclude "sub.inc";', {
    includes: { "sub.inc": "\n\ngate g a { nothing a; }" },
  });
  expect(details).toMatchObject({ fileName: "sub.inc", line: 3, column: 12 });
});

const head2 = 'OPENQASM 2.0; include "qelib1.inc"; qreg q[2]; creg c[2];\n';
const head3 = 'OPENQASM 3.0; include "stdgates.inc"; qubit[2] q; bit[2] c;\n';

describe("OpenQASM 2", () => {
  test.each<[string, number, string]>([
    ["h q[0]", 7, "expected ; after the qubits of h, found the end of the text"],
    ["h q[2];", 5, "the index of q must be in [0, 1], got 2"],
    ["h r[0];", 3, "register r is not declared"],
    ["h c[0];", 3, "c holds no qubits"],
    ["cx q[0],q[0];", 1, "the qubits of cx must differ"],
    ["cx q[0];", 1, "cx takes 2 qubits, got 1"],
    ["rx q[0];", 1, "rx takes 1 parameters, got 0"],
    ["rx(1/0) q[0];", 5, "division by zero"],
    ["rx(ln(0)) q[0];", 4, "the expression must have a finite value, got -Infinity"],
    ["rx(foo) q[0];", 4, "foo is not the name of a parameter"],
    ["rx(foo(1)) q[0];", 4, "foo is not a function"],
    ["rx(1 q[0];", 6, "expected ) after a list, found q"],
    ["rx(2pi) q[0];", 4, "the number 2 is followed by a letter"],
    ["qreg q[2];", 1, "q is declared twice"],
    ["qreg r[0];", 8, "the size of a register must be in [1, 4096], got 0"],
    ["measure q -> c[0];", 1, "as many bits as qubits, got 2 qubits and 1 bits"],
    ["measure q[0] -> q[1];", 17, "q holds qubits, not bits"],
    ["measure q[0];", 13, "expected -> after the measured qubits, found ;"],
    ["if(c) x q[0];", 5, "expected == (a condition compares a register with a number), found )"],
    ["if(c==1) qreg r[1];", 10, "only an operation on qubits may follow a condition"],
    ["gate g a { measure a -> c; }", 12, "measure cannot stand in the body of a gate"],
    ["gate g a { g a; }", 12, "gate g calls itself"],
    ["gate g a { h b; } g q[0];", 14, "register b is not declared"],
    ["gate g a,a { }", 1, "gate g names a twice"],
    ["gate g a { } gate g a { }", 14, "gate g is defined twice"],
    ["gate g a { h a;", 1, "gate g has no end: write } after its body"],
    ["opaque m a; m q[0];", 13, "gate m is opaque"],
    ['include "nowhere.inc";', 1, 'there is no text for "nowhere.inc": pass it in includes'],
    ["/* open", 1, "the comment has no end"],
    ['include "open', 9, "the text has no end"],
    ["qreg if[2];", 6, "if is a word of the language"],
    ["h q[0]; ü;", 10, "expected the name of a register, found ;"],
    ["h q[0]; \u0007", 9, "the character U+0007 has no meaning here"],
    ["let a = q;", 1, "let belongs to OpenQASM 3"],
    ["OPENQASM 2.0;", 1, "the version may be stated once"],
  ])("%s", (text, column, message) => {
    const error = refusal(head2 + text);
    expect(error.message).toContain(message);
    expect(error.details).toMatchObject({ line: 2, column });
  });
});

describe("OpenQASM 3", () => {
  test.each<[string, number, string]>([
    ["defcal x q { }", 1, "defcal is not supported: circuits hold no calibrations"],
    ["cal { }", 1, "cal is not supported"],
    ["extern f(int) -> int;", 1, "extern is not supported"],
    ["complex[float] z;", 1, "complex numbers are not supported"],
    ["x[100ns] q[0];", 1, "the duration of x is not supported"],
    ["c[0];", 5, "expected an assignment, found ;"],
    ["while (c == 1) { x q[0]; }", 1, "a loop whose end measurements decide is not supported"],
    [
      "for int i in [0:1] { if (c == 1) break; }",
      22,
      "break under a condition on measured bits is not supported",
    ],
    ["int k = 0; if (c == 1) { k = 1; }", 26, "k would depend on measured bits"],
    ["int k; k = c; c = measure q; if (k == 1) x q[0];", 34, "k holds an earlier value"],
    ["int k; k = c; rx(k) q[0];", 18, "a result of measurements cannot become a number"],
    ["c = 3;", 1, "c is measured into, so it cannot be assigned"],
    ["const int k = 1; k = 2;", 18, "k is constant"],
    ["measure q;", 1, "the result of a measurement must be stored"],
    ["input float a; rx(a * a) q[0];", 21, "the expression is not linear in its inputs"],
    ["input float a; rx(sin(a)) q[0];", 19, "the expression is not linear in its inputs"],
    ["input int n;", 7, "input n must be a float or an angle"],
    ["pow(0.5) @ cx q[0], q[1], q[0];", 12, "cx takes 2 qubits, got 3"],
    ["ctrl(0) @ x q[0];", 1, "the number of controls of ctrl must be in [1, 4096], got 0"],
    ["h $0;", 3, "physical qubits and declared ones cannot be mixed"],
    ["let a = q ++ q;", 1, "alias a holds a qubit twice"],
    ["def f(qubit a) { } f(q[0], q[1]);", 20, "subroutine f takes 1 arguments, got 2"],
    ["break;", 1, "break can only stand in a loop"],
    ["return 1;", 1, "return can only stand in a subroutine"],
    ["if (c == 1) { x q[0];", 13, "the block has no end"],
    ["{ gate g a { } }", 3, "a gate can only be defined outside of blocks"],
  ])("%s", (text, column, message) => {
    const error = refusal(head3 + text);
    expect(error.message).toContain(message);
    expect(error.details).toMatchObject({ line: 2 });
    if (!message.startsWith("the block")) expect(error.details.column).toBe(column);
  });
});

test("versions other than 2 and 3, and programs without qubits, are refused", () => {
  expect(refusal("OPENQASM 4.0; qreg q[1];").message).toContain("version must be 2.0 or 3.x, got 4.0");
  expect(refusal("").message).toContain("the program has no qubits: declare some, such as qreg q[2];");
  expect(refusal("OPENQASM 3;").message).toContain("such as qubit[2] q;");
});

describe("programs that would grow without bound are refused with the figure", () => {
  const gates = (count: number, first: string, next: (k: number) => string): string =>
    [first, ...Array.from({ length: count }, (_, k) => next(k))].join("\n");
  test.each<[string, string, string, Readonly<Record<string, string>>?]>([
    [
      "gates that call the gate before twice",
      `${head2}${gates(60, "gate g0 a { h a; x a; }", (k) => `gate g${k + 1} a { g${k} a; g${k} a; }`)} g60 q[0];`,
      "the circuit would have at least 2.31e+18 operations, more than the limit of 4194304",
    ],
    [
      "loops in gates",
      `${head3}${gates(60, "gate g0 a { h a; x a; }", (k) => `gate g${k + 1} a { for int i in [0:1] { g${k} a; } }`)} g60 q[0];`,
      "2.31e+18 operations",
    ],
    [
      "powers of gates",
      `${head3}${gates(60, "gate g0 a { h a; x a; }", (k) => `gate g${k + 1} a { pow(2) @ g${k} a; }`)} g60 q[0];`,
      "2.31e+18 operations",
    ],
    [
      "a huge power",
      `${head3} gate g a { h a; x a; } pow(10**12) @ g q[0];`,
      "operations, more than the limit",
    ],
    [
      "a chain of many definitions",
      `${head2}${gates(1000, "gate g0 a { }", (k) => `gate g${k + 1} a { g${k} a; }`)}`,
      "nested 256 deep",
    ],
    ["a subroutine that calls itself", `${head3} def f(qubit a) { f(a); } f(q[0]);`, "does f call itself?"],
    [
      "includes in a circle",
      `${head2} include "a";`,
      "includes itself: a → b → a",
      { a: 'include "b";', b: 'include "a";' },
    ],
    [
      "includes that double",
      `${head2} include "0";`,
      "may include 1024 texts in all",
      Object.fromEntries(
        Array.from({ length: 30 }, (_, k) => [`${k}`, k < 29 ? `include "${k + 1}";`.repeat(2) : ""]),
      ),
    ],
    ["a huge register", "OPENQASM 2.0; qreg q[99999999999];", "must be in [1, 4096], got 99999999999"],
    [
      "many registers",
      `OPENQASM 2.0; ${Array.from({ length: 5000 }, (_, k) => `qreg q${k}[1];`).join("")}`,
      "a circuit may have 4096 qubits, got 4097",
    ],
    [
      "many bits",
      "OPENQASM 2.0; qreg q[1]; creg c[60000]; creg d[60000];",
      "65536 classical bits, got 120000",
    ],
    [
      "a huge range",
      `${head3} for int i in [0:1000000000] { }`,
      "a range may hold 4194304 integers, got 1000000001",
    ],
    ["an endless loop", `${head3} while (true) { }`, "more than 10000000 statements are executed"],
    ["a huge integer", `${head3} rx(9**9**9**9) q[0];`, "an integer has more than 4096 bits"],
    ["a long number", `${head2} rx(${"9".repeat(5000)}) q[0];`, "an integer may have 1000 digits, got 5000"],
    [
      "a long name",
      `OPENQASM 2.0; qreg ${"a".repeat(100_000)}[1];`,
      "a name may have 1024 characters, got 100000",
    ],
    ["deep parentheses", `${head2} rx(${"(".repeat(100_000)}`, "nested 256 deep"],
    ["many signs", `${head2} rx(${"-".repeat(100_000)}1) q[0];`, "nested 256 deep"],
    ["a long sum", `${head2} rx(1${"+1".repeat(100_000)}) q[0];`, "an expression may have 2000 operators"],
    ["deep blocks", `${head3} ${"if (c == 1) {".repeat(100_000)}`, "nested 256 deep"],
    [
      "deep conditionals",
      `${head3} ${"if (c == 1) ".repeat(100)} x q[0];`,
      "conditionals may be nested 64 deep",
    ],
    [
      "a condition that doubles",
      `${head3} bool b = c[0]; for int i in [0:60] { b = b ^ b; }`,
      "a condition of 1023 parts",
    ],
    [
      "a list that doubles",
      `${head3} array[int, 2] l0 = {1, 2}; for int i in [0:60] { array[int, 2] l = l0 ++ l0; }`,
      "the array has 2 entries, got 4",
    ],
    ["many modifiers", `${head3} ${"inv @ ".repeat(2000)} x q[0];`, "a gate may have 1000 modifiers"],
    ["many controls", `${head3} ctrl(1000000000) @ x q[0], q[1];`, "must be in [1, 4096], got 1000000000"],
  ])("%s", (_, text, message, includes = {}) => {
    expect(refusal(text, { includes }).message).toContain(message);
  });

  test("limits can be set", () => {
    expect(refusal(`${head2}h q; h q;`, { limits: { operations: 3 } }).message).toContain(
      "at least 4 operations, more than the limit of 3",
    );
    expect(() => parseQasm(head2, { limits: { operations: Number.NaN } })).toThrow(
      "limits.operations must be an integer in [1, 4194304], got NaN",
    );
    expect(refusal(head2, { limits: { characters: 10 } }).message).toContain("more than the limit of 10");
  });
});
