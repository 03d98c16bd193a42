import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import type { Operation } from "../circuit/operation.ts";
import { createNoiseModel } from "../noise/create-noise-model.ts";
import { matrixDistance } from "../testing/dense-circuit.ts";
import { createDensityMatrixEngine } from "./engine.ts";

interface AerReference {
  readonly densityMatrices: readonly {
    readonly name: string;
    readonly qubitCount: number;
    readonly operations: readonly Operation[];
    readonly noise: unknown;
    readonly densityMatrix: { readonly real: readonly number[]; readonly imaginary: readonly number[] };
  }[];
  readonly counts: readonly {
    readonly name: string;
    readonly qubitCount: number;
    readonly bitCount: number;
    readonly operations: readonly Operation[];
    readonly noise: unknown;
    readonly shots: number;
    readonly counts: Readonly<Record<string, number>>;
  }[];
}

const aer = JSON.parse(
  await readFile(new URL("./reference/aer.json", import.meta.url), "utf8"),
) as AerReference;

describe("qiskit-aer", () => {
  it.each(aer.densityMatrices.map((row) => [row.name, row] as const))("%s", async (_, row) => {
    const { densityMatrix } = await createDensityMatrixEngine({ qubitCount: row.qubitCount }).run(
      createCircuit(row.qubitCount, row.operations),
      { noise: createNoiseModel(row.noise) },
    );
    const expected = {
      size: 2 ** row.qubitCount,
      real: Float64Array.from(row.densityMatrix.real),
      imaginary: Float64Array.from(row.densityMatrix.imaginary),
    };
    expect(matrixDistance(densityMatrix, expected)).toBeLessThan(1e-10);
  });

  it.each(aer.counts.map((row) => [row.name, row] as const))("%s", async (_, row) => {
    const circuit = createCircuit(row.qubitCount, row.operations, { bitCount: row.bitCount });
    const { outcomes } = await createDensityMatrixEngine({ qubitCount: row.qubitCount }).run(circuit, {
      noise: createNoiseModel(row.noise),
    });
    expect([...outcomes.keys()]).toEqual(Object.keys(row.counts).sort());
    for (const [text, count] of Object.entries(row.counts)) {
      const p = outcomes.get(text)!;
      expect(Math.abs(count / row.shots - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / row.shots));
    }
  });
});
