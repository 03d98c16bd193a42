import { checkIndices, checkList, checkNumbers, checkObject, fail, show } from "./check-lists.ts";
import type { CheckContext } from "./check-lists.ts";
import { gateQubitCount, gateTable } from "./gate-table.ts";
import { isTableGate } from "./operation.ts";
import type { Control, UnitaryKindOperation } from "./operation.ts";
import { readParameter } from "./parameter.ts";
import type { ParameterValue } from "./parameter.ts";

const greatestUnitaryQubits = 4;
const greatestTableQubits = 20;
/** How far U†U may be from the identity, entry by entry: matrices printed with 8 digits pass. */
const unitarityTolerance = 1e-7;

const noControls: readonly Control[] = Object.freeze([]);

function checkControls(
  operation: UnitaryKindOperation,
  size: CheckContext,
  where: string,
): readonly Control[] {
  if (operation.controls === undefined) return noControls;
  const checked = checkList(operation.controls ?? [], where, "controls").map((control, at): Control => {
    const { qubit, value } = checkObject(control, where, `.controls[${at}]`);
    if (value !== 0 && value !== 1) fail(where, `: a control's value must be 0 or 1, got ${show(value)}`);
    return Object.freeze({ qubit: qubit as number, value });
  });
  checkIndices([...operation.qubits, ...checked.map(({ qubit }) => qubit)], size.qubitCount, where, "qubit");
  return Object.freeze(checked);
}

function checkUnitary(
  real: readonly number[],
  imaginary: readonly number[],
  size: number,
  where: string,
): void {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let [re, im] = [row === column ? -1 : 0, 0];
      for (let k = 0; k < size; k++) {
        const [a, b] = [k * size + row, k * size + column];
        re += real[a] * real[b] + imaginary[a] * imaginary[b];
        im += real[a] * imaginary[b] - imaginary[a] * real[b];
      }
      if (Math.hypot(re, im) > unitarityTolerance) {
        fail(
          where,
          `.matrix must be unitary: U†U differs from the identity by ${Math.hypot(re, im).toExponential(2)} in row ${row}, column ${column}`,
        );
      }
    }
  }
}

function checkQubitNumber(qubits: readonly number[], most: number, where: string, name: string): void {
  if (qubits.length < 1 || qubits.length > most) {
    fail(where, `: ${name} takes 1 to ${most} qubits, got ${qubits.length}`);
  }
}

/** A frozen copy of a unitary operation (also from parsed JSON); see `checkOperation`. */
export function checkUnitaryKind(
  operation: UnitaryKindOperation,
  size: CheckContext,
  where: string,
): UnitaryKindOperation {
  const name: string = operation.gate;
  const qubits = checkIndices(operation.qubits, size.qubitCount, where, "qubit");
  const controls = checkControls(operation, size, where);
  const parameterList = checkList(operation.parameters, where, "parameters");
  const expectedParameters = isTableGate(operation)
    ? gateTable[operation.gate].parameterCount
    : operation.gate === "pauli"
      ? 1
      : 0;
  if (parameterList.length !== expectedParameters) {
    fail(where, `: ${name} takes ${expectedParameters} parameters, got ${parameterList.length}`);
  }
  const parameters = Object.freeze(
    parameterList.map((value, at): ParameterValue => {
      const parameter = readParameter(value);
      if (parameter === undefined) {
        fail(`${where}.parameters[${at}]`, ` must be a finite number or {terms, offset}, got ${show(value)}`);
      }
      return parameter;
    }),
  );
  const common = { qubits, ...(controls.length > 0 ? { controls } : {}) };
  switch (operation.gate) {
    case "pauli": {
      const { pauli } = operation;
      if (typeof pauli !== "string" || !/^[XYZ]+$/.test(pauli)) {
        fail(where, `.pauli must be a text of X, Y and Z, got ${show(pauli)}`);
      }
      if (pauli.length !== qubits.length) {
        fail(where, `: pauli takes ${pauli.length} qubits, got ${qubits.length}`);
      }
      return Object.freeze({
        gate: "pauli",
        pauli,
        parameters: parameters as readonly [ParameterValue],
        ...common,
      });
    }
    case "unitary": {
      checkQubitNumber(qubits, greatestUnitaryQubits, where, name);
      const rows = 2 ** qubits.length;
      const matrix = checkObject(operation.matrix, where, ".matrix");
      const real = checkNumbers(matrix.real, rows * rows, where, "matrix.real");
      const imaginary = checkNumbers(matrix.imaginary, rows * rows, where, "matrix.imaginary");
      checkUnitary(real, imaginary, rows, where);
      return Object.freeze({
        gate: "unitary",
        parameters: parameters as readonly [],
        matrix: Object.freeze({ real, imaginary }),
        ...common,
      });
    }
    case "diagonal": {
      checkQubitNumber(qubits, greatestTableQubits, where, name);
      const phases = checkNumbers(operation.phases, 2 ** qubits.length, where, "phases");
      return Object.freeze({ gate: "diagonal", parameters: parameters as readonly [], phases, ...common });
    }
    case "permutation": {
      checkQubitNumber(qubits, greatestTableQubits, where, name);
      const images = checkNumbers(operation.images, 2 ** qubits.length, where, "images");
      const isReached = new Uint8Array(images.length);
      for (const image of images) {
        if (!Number.isInteger(image) || image < 0 || image >= images.length || isReached[image] === 1) {
          fail(where, `.images must hold each of 0 … ${images.length - 1} once, got ${image}`);
        }
        isReached[image] = 1;
      }
      return Object.freeze({ gate: "permutation", parameters: parameters as readonly [], images, ...common });
    }
    default: {
      const expectedQubits = gateQubitCount(gateTable[operation.gate]);
      if (qubits.length !== expectedQubits) {
        fail(where, `: ${name} takes ${expectedQubits} qubits, got ${qubits.length}`);
      }
      return Object.freeze({ gate: operation.gate, parameters, ...common });
    }
  }
}
