import { expect, test } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { gate, measure } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { InvalidArgumentError, NumericalError, SimulationTooLargeError } from "../errors.ts";
import { parsePauliSum } from "../operators/pauli-sum.ts";
import { hessianVectorProduct } from "./hessian-vector-product.ts";
import { hessian } from "./hessian.ts";
import { metricTensor, metricTensorMemoryBytes } from "./metric-tensor.ts";
import { naturalGradient } from "./natural-gradient.ts";
import { parameterShiftGradient } from "./parameter-shift.ts";
import { denseRunner } from "../testing/dense-energy.ts";

test("what cannot be derived is refused", async () => {
  const circuit = createCircuit(1, [gate("rx", [0], [parameter("a")])]);
  const runner = denseRunner;
  const z = parsePauliSum({ Z: 1 });
  const energy = (): number => 0;
  const rejects = async (promise: Promise<unknown>, message: string): Promise<void> => {
    await expect(promise).rejects.toThrow(InvalidArgumentError);
    await expect(promise).rejects.toThrow(message);
  };
  await rejects(parameterShiftGradient(energy, circuit, {}), "parameter a must be bound");
  await rejects(
    parameterShiftGradient(energy, circuit, { a: NaN }),
    "parameter a must be bound to a finite number, got NaN",
  );
  await rejects(
    parameterShiftGradient(energy, circuit, { a: 1 }, { parameters: ["b"] }),
    "of the circuit (a), got b",
  );
  await rejects(
    parameterShiftGradient(energy, circuit, { a: 1 }, { parameters: ["a", "a"] }),
    "must differ, got a, a",
  );
  await rejects(parameterShiftGradient(energy, circuit, { a: 1 }, { concurrency: 0 }), "at least 1, got 0");
  await expect(parameterShiftGradient(() => NaN, circuit, { a: 1 })).rejects.toThrow(NumericalError);
  await expect(hessian(() => [1, 2], circuit, { a: 1 })).rejects.toThrow("must have 1 components, got 2");
  const measured = createCircuit(1, [...circuit.operations, measure([0], [0])], { bitCount: 1 });
  await rejects(metricTensor(runner, measured, { a: 1 }), "without measurements");
  await rejects(
    metricTensor(runner, circuit, { a: 1 }, { kind: "half" as "full" }),
    "kind must be one of full",
  );
  const tooLarge = metricTensor(runner, circuit, { a: 1 }, { memoryLimitBytes: 100 });
  await expect(tooLarge).rejects.toThrow(SimulationTooLargeError);
  await expect(tooLarge).rejects.toMatchObject({ details: { bytesNeeded: metricTensorMemoryBytes(1, 1) } });
  expect(metricTensorMemoryBytes(1, 1)).toBe(16 * 5 * 2);
  expect(() => hessianVectorProduct(measured, z, { a: 1 }, [1])).toThrow("without measurements");
  expect(() => hessianVectorProduct(circuit, z, { a: 1 }, [1, 2])).toThrow("vector must have 1 components");
  expect(() => hessianVectorProduct(circuit, z, { a: 1 }, [Infinity])).toThrow("vector[0] must be finite");
  expect(() => hessianVectorProduct(circuit, parsePauliSum({ ZZ: 1 }), { a: 1 }, [1])).toThrow(
    "the circuit's 1 qubits, got 2",
  );
  expect(() => hessianVectorProduct(circuit, z, { a: 1 }, [1], { parameters: ["b"] })).toThrow("got b");
  expect(() => naturalGradient({ entries: Float64Array.of(1) }, [1, 2])).toThrow("must have 2² entries");
  expect(() => naturalGradient({ entries: Float64Array.of(NaN) }, [1])).toThrow(
    "metric.entries[0] must be finite",
  );
  expect(() => naturalGradient({ entries: Float64Array.of(1) }, [1], { regularisation: -1 })).toThrow(
    InvalidArgumentError,
  );
});
