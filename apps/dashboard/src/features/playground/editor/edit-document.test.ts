import { createCircuit, gate, measure, parameter, type Operation } from "@ansatz/simulator";
import { describe, expect, test } from "vitest";
import { emptyDocument, fromCircuit, operationsOf, toCircuit } from "./circuit-document.ts";
import {
  addQubit,
  changeOperation,
  cycleControl,
  findOperation,
  moveOperation,
  placeOfStep,
  placeOperation,
  removeLastQubit,
  removeOperation,
} from "./edit-document.ts";
import { qubitsOf, viewOperation } from "./operation-view.ts";
import { examples } from "./examples.ts";

const h = gate("h", [0]);
const onTwo = (...columns: Operation[][]) => ({ ...emptyDocument, columns });

describe("a circuit in columns", () => {
  test("puts every operation as far left as its wires allow", () => {
    const circuit = createCircuit(3, [h, gate("x", [2]), gate("cx", [0, 2]), gate("z", [1])]);
    expect(fromCircuit(circuit).columns.map((column) => column.map(({ gate: name }) => name))).toEqual([
      ["h", "x"],
      ["cx"],
      ["z"],
    ]);
  });

  test("puts a conditional behind the measurement that it reads, though they share no wire", () => {
    const circuit = createCircuit(
      2,
      [
        measure([0], [0]),
        {
          gate: "if",
          condition: { kind: "compare", bits: [0], comparison: "==", value: "1" },
          then: [gate("x", [1])],
          otherwise: [],
        },
      ],
      { bitCount: 1 },
    );
    expect(fromCircuit(circuit).columns.map((column) => column[0].gate)).toEqual(["measure", "if"]);
  });

  test.each(examples)("keeps the operations of the example $id on every qubit in order", ({ document }) => {
    const circuit = toCircuit(document);
    expect(fromCircuit(circuit, document.values)).toEqual(document);
    const perQubit = (operations: readonly Operation[], qubit: number) =>
      operations.filter((one) => qubitsOf(one).includes(qubit));
    const again = toCircuit(fromCircuit(circuit));
    for (let qubit = 0; qubit < circuit.qubitCount; qubit++) {
      expect(perQubit(again.operations, qubit)).toEqual(perQubit(circuit.operations, qubit));
    }
  });
});

describe("placing", () => {
  test("pads with empty columns up to the chosen one", () => {
    const { document, place } = placeOperation(emptyDocument, h, 2);
    expect(document.columns).toEqual([[], [], [h]]);
    expect(place).toEqual({ column: 2, index: 0 });
  });

  test("opens a new column where a wire is taken or crossed", () => {
    const three = { ...emptyDocument, qubitCount: 3, columns: [[gate("cx", [0, 2])]] };
    const { document } = placeOperation(three, gate("x", [1]), 0);
    expect(document.columns).toEqual([[gate("x", [1])], [gate("cx", [0, 2])]]);
  });

  test("a measurement brings its classical bit, its removal takes it away", () => {
    const { document, place } = placeOperation(emptyDocument, measure([1], [1]), 0);
    expect(document.bitCount).toBe(2);
    expect(removeOperation(document, place)).toEqual(emptyDocument);
  });

  test("a symbolic parameter brings a value of 0", () => {
    const { document } = placeOperation(emptyDocument, gate("rx", [0], [parameter("theta")]), 0);
    expect(document.values).toEqual({ theta: 0 });
  });
});

describe("moving", () => {
  test("takes controls along and stops at the last wire", () => {
    const document = { ...emptyDocument, qubitCount: 3, columns: [[gate("cx", [0, 1])]] };
    const moved = moveOperation(document, { column: 0, index: 0 }, { wires: 5, column: 0 });
    expect(moved.document.columns).toEqual([[gate("cx", [1, 2])]]);
  });

  test("leaves everything as it was where there is nowhere to go", () => {
    const document = onTwo([h]);
    expect(moveOperation(document, { column: 0, index: 0 }, { wires: -1, column: 0 }).document).toBe(
      document,
    );
  });

  test("a measurement's own bit follows it, another does not", () => {
    const own = { ...onTwo([measure([0], [0])]), bitCount: 1 };
    const place = { column: 0, index: 0 };
    expect(moveOperation(own, place, { wires: 1, column: 0 }).document.columns).toEqual([
      [measure([1], [1])],
    ]);
    const other = { ...onTwo([measure([0], [1])]), bitCount: 2 };
    expect(moveOperation(other, place, { wires: 1, column: 0 }).document.columns).toEqual([
      [measure([1], [1])],
    ]);
  });
});

describe("controls", () => {
  test("cycle through filled, open and none", () => {
    const filled = cycleControl([], 1);
    expect(filled).toEqual([{ qubit: 1, value: 1 }]);
    const open = cycleControl(filled, 1);
    expect(open).toEqual([{ qubit: 1, value: 0 }]);
    expect(cycleControl(open, 1)).toEqual([]);
  });

  test("a controlled gate goes under the table's name where it has one", () => {
    const start = { ...emptyDocument, qubitCount: 4, columns: [[gate("x", [3])]] };
    const place = { column: 0, index: 0 };
    const withControls = (...qubits: number[]) =>
      changeOperation(start, place, { controls: qubits.map((qubit) => ({ qubit, value: 1 })) }).document
        .columns[0][0];
    expect(withControls(0)).toEqual(gate("cx", [0, 3]));
    expect(withControls(0, 1)).toEqual(gate("ccx", [0, 1, 3]));
    const three = [0, 1, 2].map((qubit) => ({ qubit, value: 1 as const }));
    expect(withControls(0, 1, 2)).toEqual(gate("x", [3], [], three));
  });

  test.each([gate("ccz", [2, 0, 1]), gate("cswap", [1, 2, 0]), gate("crx", [1, 0], [0.3])])(
    "taking a gate apart and putting it together gives the same one",
    (operation) => {
      const document = { ...emptyDocument, qubitCount: 3, columns: [[operation]] };
      const { controls, targets } = viewOperation(operation);
      expect(controls.length + targets.length).toBe(operation.qubits.length);
      expect(changeOperation(document, { column: 0, index: 0 }, {}).document.columns).toEqual([[operation]]);
    },
  );

  test("a condition wraps the gate and comes off again", () => {
    const start = { ...emptyDocument, columns: [[measure([0], [0])], [gate("x", [1])]], bitCount: 1 };
    const place = { column: 1, index: 0 };
    const conditional = changeOperation(start, place, { condition: { bit: 0, value: 1 } }).document;
    expect(conditional.columns[1][0].gate).toBe("if");
    expect(viewOperation(conditional.columns[1][0])).toMatchObject({
      base: "x",
      condition: { bit: 0, value: 1 },
    });
    expect(changeOperation(conditional, place, { condition: null }).document).toEqual(start);
  });
});

describe("wires", () => {
  test("the last qubit goes with everything that acts on it", () => {
    const document = onTwo([h], [gate("cx", [0, 1])]);
    expect(removeLastQubit(document)).toEqual({ ...onTwo([h]), qubitCount: 1 });
    expect(removeLastQubit({ ...emptyDocument, qubitCount: 1 }).qubitCount).toBe(1);
  });

  test("there are at most twenty", () => {
    let document = emptyDocument;
    for (let count = 0; count < 30; count++) document = addQubit(document);
    expect(document.qubitCount).toBe(20);
  });

  test("a gate is found on every wire that its drawing covers", () => {
    const document = { ...emptyDocument, qubitCount: 4, columns: [[gate("cx", [0, 2])]] };
    expect(findOperation(document, 1, 0)).toEqual({ column: 0, index: 0 });
    expect(findOperation(document, 3, 0)).toBeUndefined();
  });

  test("steps count operations column by column", () => {
    const document = { ...emptyDocument, columns: [[h, gate("x", [1])], [], [gate("cx", [0, 1])]] };
    expect(operationsOf(document).length).toBe(3);
    expect([0, 1, 2, 3].map((step) => placeOfStep(document, step))).toEqual([
      { column: 0, index: 0 },
      { column: 0, index: 1 },
      { column: 2, index: 0 },
      undefined,
    ]);
  });
});
