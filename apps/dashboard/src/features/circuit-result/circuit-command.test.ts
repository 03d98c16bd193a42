import { circuitRequestSchema, type CircuitRequestInput } from "@ansatz/contract";
import { describe, expect, it } from "vitest";
import { cliCommand } from "../job-result/cli-command.ts";
import { circuitCommandWords } from "./circuit-command.ts";

const commandOf = (request: CircuitRequestInput): string =>
  cliCommand({ kind: "circuit", request: circuitRequestSchema.parse(request) });

describe("the command that repeats a circuit", () => {
  it("leaves out what is usual but the shots", () => {
    expect(commandOf({ qasm: "qubit q;" })).toBe("npx ansatz run circuit.qasm --shots 1024");
  });

  it("needs no whole request", () => {
    expect(circuitCommandWords({ qasm: "", shots: 1000, seed: 1 }).join(" ")).toBe(
      "run circuit.qasm --shots 1000 --seed 1",
    );
    expect(circuitCommandWords({ qasm: "", method: "stabilizer" }).join(" ")).toBe(
      "run circuit.qasm --shots 1024 --method stabilizer",
    );
  });

  it("names everything else", () => {
    expect(
      commandOf({
        circuit: { qubitCount: 1, operations: [] },
        outputs: ["probabilities", "statevector"],
        seed: 7,
        parameters: { a: 0.5 },
        observables: [{ "Z0 Z1": 1, X0: -0.5 }],
        method: "state-vector",
        precision: "single",
      }),
    ).toBe(
      `npx ansatz run circuit.json --probabilities --statevector --seed 7 --parameters '{"a":0.5}' --observable 'Z0 Z1 - 0.5*X0' --method state-vector --precision single`,
    );
  });

  it("takes a noise model from a file and a preset by its name", () => {
    expect(commandOf({ qasm: "qubit q;", noise: "trapped-ion" })).toContain("--noise trapped-ion");
    expect(commandOf({ qasm: "qubit q;", noise: { gates: [] } })).toContain("--noise noise.json");
  });
});
