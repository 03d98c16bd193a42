import type { Circuit, Register } from "../circuit/circuit.ts";
import { InvalidArgumentError } from "../errors.ts";
import { builtInFiles } from "./built-in-gates.ts";
import { callSubroutine } from "./call-subroutine.ts";
import { detectVersion } from "./detect-version.ts";
import { execute } from "./execute.ts";
import { Lexer } from "./lexer.ts";
import { greatestIncludeCount, greatestIncludeDepth, readLimits } from "./limits.ts";
import type { QasmLimits } from "./limits.ts";
import { readNotes, renameParameters } from "./notes.ts";
import { parseStatement2 } from "./parse-statement-2.ts";
import { parseStatement3 } from "./parse-statement-3.ts";
import { fail, Scope } from "./program.ts";
import type { Program } from "./program.ts";
import { createSealedCircuit, OperationSealer } from "./seal-operations.ts";
import { SourceTexts } from "./source-texts.ts";
import { TokenStream } from "./token-stream.ts";

export interface ParseQasmOptions {
  /** Named in errors. */
  readonly fileName?: string;
  /**
   * Texts by the names in `include` statements. `qelib1.inc`, `stdgates.inc` and `hqslib1.inc` are built in; a text of
   * that name replaces them.
   */
  readonly includes?: Readonly<Record<string, string>>;
  /** By default {@link defaultLimits}; those of operations, qubits and bits can only be lowered. */
  readonly limits?: Partial<QasmLimits>;
}

/**
 * The circuit of a program in OpenQASM 2 or 3. The first statement tells the version; a text without one is read as
 * OpenQASM 3 if the first declaration that only one of them has is of OpenQASM 3 (`qubit`, `bit`, `stdgates.inc`, …), else as 2.
 *
 * Gate definitions, loops and subroutines are expanded; calls of well-known gates stay one operation each, also where the
 * text defines them as what they are. Qubits and bits are numbered as they are declared, and keep their names as
 * `registers`; a physical qubit `$n` is qubit n. `input float` and `input angle` become parameters. The classical value of
 * a register has its entry 0 as the least significant bit.
 *
 * Conventions: in OpenQASM 3, U(θ, φ, λ) is e^(iθ/2) u(θ, φ, λ) as specified, and integers divide to integers (`1/2` is
 * 0); in OpenQASM 2, where phases are free, all are those of the circuit's gate table and all arithmetic is real. Delays,
 * boxes, pragmas and annotations have no effect.
 *
 * Throws {@link QasmError} with line and column for a text that is malformed, passes a limit, or uses what circuits do
 * not hold: opaque gates, calibrations, timing, loops that measurements decide, arithmetic on measured bits.
 *
 * Throws {@link InvalidArgumentError} for options outside their range.
 *
 * Sources: arXiv:1707.03429 (version 2), the OpenQASM 3.1 specification (version 3).
 */
export function parseQasm(text: string, options: ParseQasmOptions = {}): Circuit {
  if (typeof text !== "string") {
    throw new InvalidArgumentError(`text must be a string, got ${typeof text}`, { field: "text" });
  }
  const limits = readLimits(options.limits);
  for (const [name, included] of Object.entries(options.includes ?? {})) {
    if (typeof included !== "string") {
      throw new InvalidArgumentError(`includes["${name}"] must be a string, got ${typeof included}`, {
        field: "includes",
      });
    }
  }
  const sources = new SourceTexts();
  const stream = openText(sources, text, limits, options.fileName);
  const version = readHeader(stream) ?? detectVersion(text);
  const program: Program = {
    version,
    sources,
    limits,
    includes: options.includes ?? {},
    includeChain: [],
    includeCount: 0,
    gates: new Map(),
    subroutines: new Map(),
    globals: new Scope(null),
    callSubroutine,
    qubitRegisters: [],
    bitRegisters: [],
    bitNames: new Set(),
    qubitCount: 0,
    bitCount: 0,
    hardwareQubitCount: 0,
    output: [],
    sealer: new OperationSealer(),
    measuredAt: [],
    clock: 0,
    branchDepth: 0,
    callDepth: 0,
    operationCount: 0,
    steps: 0,
  };
  executeText(program, stream);
  return finish(program, text);
}

function openText(
  sources: SourceTexts,
  text: string,
  limits: QasmLimits,
  fileName: string | undefined,
): TokenStream {
  const base = sources.add(text, fileName);
  if (text.length > limits.characters) {
    sources.fail(
      base,
      `the text has ${text.length} characters, more than the limit of ${limits.characters}: raise limits.characters, or split the program`,
    );
  }
  return new TokenStream(sources, new Lexer(sources, text, base));
}

/** The version in `OPENQASM 2.0;`, if the text starts so. */
function readHeader(stream: TokenStream): 2 | 3 | undefined {
  if (!stream.is("OPENQASM") && !stream.is("IBMQASM")) return undefined;
  stream.take();
  const { kind, text, at } = stream.current;
  if (kind !== "float" && kind !== "integer") stream.failAtCurrent("expected a version such as 2.0 or 3.0");
  const major = Math.floor(Number(text));
  if (major !== 2 && major !== 3) {
    stream.fail(at, `version must be 2.0 or 3.x, got ${text.slice(0, 20)}: change the first line`);
  }
  stream.take();
  stream.expect(";", "the version");
  return major;
}

/** Executes statement by statement, so that a long program needs no tree of its own. */
function executeText(program: Program, stream: TokenStream): boolean {
  const context = { program, scope: program.globals };
  const parseStatement = program.version === 2 ? parseStatement2 : parseStatement3;
  while (stream.current.kind !== "end") {
    const statement = parseStatement(stream);
    if (!statement) continue;
    if (statement.kind === "include") {
      if (!include(program, statement.file, statement.at)) return false;
      continue;
    }
    const exit = execute(context, statement);
    if (exit?.kind === "end") return false;
    if (exit)
      fail(
        program,
        statement.at,
        `${exit.kind} can only stand in a ${exit.kind === "return" ? "subroutine" : "loop"}`,
      );
  }
  return true;
}

/** False when the included text ends the program. */
function include(program: Program, file: string, at: number): boolean {
  const name = file.slice(file.lastIndexOf("/") + 1);
  if (!Object.hasOwn(program.includes, file)) {
    if (builtInFiles.has(name)) return true;
    const known = Object.keys(program.includes);
    fail(
      program,
      at,
      `there is no text for "${file}": pass it in includes${known.length > 0 ? ` (which has ${known.slice(0, 5).join(", ")})` : ""}`,
    );
  }
  if (program.includeChain.includes(file)) {
    fail(program, at, `"${file}" includes itself: ${[...program.includeChain, file].slice(-5).join(" → ")}`);
  }
  if (program.includeChain.length >= greatestIncludeDepth) {
    fail(program, at, `includes may be nested ${greatestIncludeDepth} deep`);
  }
  program.includeCount++;
  if (program.includeCount > greatestIncludeCount) {
    fail(program, at, `a program may include ${greatestIncludeCount} texts in all: include each once`);
  }
  program.includeChain.push(file);
  const stream = openText(program.sources, program.includes[file], program.limits, file);
  const version = readHeader(stream);
  if (version !== undefined && version !== program.version) {
    fail(program, at, `"${file}" is OpenQASM ${version}, the program OpenQASM ${program.version}`);
  }
  const isGoingOn = executeText(program, stream);
  program.includeChain.pop();
  return isGoingOn;
}

function finish(program: Program, text: string): Circuit {
  const notes = readNotes(text);
  if (program.qubitCount === 0) {
    const remedy = program.version === 2 ? "qreg q[2];" : "qubit[2] q;";
    fail(program, 0, `the program has no qubits: declare some, such as ${remedy}`);
  }
  const rename = (registers: readonly Register[]): Register[] =>
    registers.map(({ name, size }) => ({ name: notes.names.get(name) ?? name, size }));
  const qubits =
    program.hardwareQubitCount > 0
      ? [{ name: "$", size: program.hardwareQubitCount }]
      : rename(program.qubitRegisters);
  const operations = renameParameters(program.output, notes.names);
  try {
    return createSealedCircuit(
      program.qubitCount,
      program.bitCount,
      operations,
      notes.hasUnnamedRegisters ? undefined : { qubits, bits: rename(program.bitRegisters) },
    );
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    return program.sources.fail(0, `the program makes no valid circuit: ${error.message}`, { cause: error });
  }
}
