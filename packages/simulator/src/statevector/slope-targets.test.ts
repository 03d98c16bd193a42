import { expect, test } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { gate } from "../circuit/operation.ts";
import { addParameters, parameter } from "../circuit/parameter.ts";
import { parsePauliSum } from "../operators/pauli-sum.ts";
import { createStateVectorEngine } from "./engine.ts";

test("gradients follow the order asked for in each call, shared parameters add up", async () => {
  const [a, b] = [parameter("a"), parameter("b", 2)];
  const circuit = createCircuit(2, [
    gate("ry", [0], [a]),
    gate("ry", [0], [addParameters(a, b)]),
    gate("ry", [1], [b]),
  ]);
  await using engine = await createStateVectorEngine({ qubitCount: 2 });
  const parameters = { a: 0.3, b: -0.4 };
  const [sine0, sine1] = [Math.sin(2 * 0.3 - 0.8), Math.sin(-0.8)];
  const orders = [["a", "b"], ["b", "a"], ["b"], ["none", "a"], ["a", "b"]];
  for (const parameterOrder of orders) {
    const { values, gradients } = await engine.expectationsAndGradients(
      circuit,
      [parsePauliSum({ IZ: 1 }), parsePauliSum({ ZI: 3 })],
      { parameters, parameterOrder },
    );
    expect(values[0]).toBeCloseTo(Math.cos(-0.2), 13);
    // ⟨Z₀⟩ = cos(2a + 2b), ⟨3Z₁⟩ = 3 cos(2b).
    const slopes: Record<string, readonly [number, number]> = {
      a: [-2 * sine0, 0],
      b: [-2 * sine0, -6 * sine1],
      none: [0, 0],
    };
    parameterOrder.forEach((name, at) => {
      expect(gradients[0][at]).toBeCloseTo(slopes[name][0], 12);
      expect(gradients[1][at]).toBeCloseTo(slopes[name][1], 12);
    });
  }
});
