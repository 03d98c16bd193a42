import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { barrier, gate, measure, reset, unitary } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { averageGateFidelity } from "./channel-matrices.ts";
import type { Channel } from "./channel.ts";
import { createNoiseModel } from "./create-noise-model.ts";
import { compileNoisyProgram } from "./noisy-program.ts";
import type { NoisyStep } from "./noisy-program.ts";
import { noisePreset, noisePresetNames } from "./presets.ts";
import type { NoisePresetName } from "./presets.ts";

const flip = (probability: number): Channel => ({ kind: "pauli", probabilities: { X: probability } });
const twoQubit: Channel = { kind: "depolarizing", qubitCount: 2, probability: 0.1 };

/** A program in short: names of gates, "flip 0.1 @2" for channels, "M0>1" for measurements. */
function brief(steps: readonly NoisyStep[]): string[] {
  return steps.map((step) => {
    if (step.kind === "unitary") return `${step.operation.gate} ${step.operation.qubits.join(",")}`;
    if (step.kind === "measure")
      return `M${step.qubits.join(",")}>${step.bits.join(",")}${step.confusion ? " confused" : ""}`;
    if (step.kind === "if") return `if(${brief(step.then).join("; ")})`;
    const { channel } = step;
    const figure =
      channel.kind === "pauli"
        ? channel.probabilities.X
        : channel.kind === "thermal-relaxation"
          ? channel.time
          : channel.kind;
    return `${figure} @${step.qubits.join(",")}`;
  });
}

const compile = (
  model: unknown,
  qubitCount: number,
  operations: readonly Operation[],
  bitCount = 0,
): string[] =>
  brief(compileNoisyProgram(createCircuit(qubitCount, operations, { bitCount }), createNoiseModel(model)));

describe("gate rules", () => {
  it("the first rule that matches counts: gate and qubits, direction, number of operands", () => {
    const model = {
      gates: [
        { gates: ["x"], qubits: [1], noise: [{ channel: flip(0.1) }] },
        { gates: ["x"], noise: [] },
        { gates: ["cx"], qubits: [0, 1], noise: [{ channel: flip(0.2), on: [0] }] },
        { gates: ["cx"], qubits: [2, 1], anyOrder: true, noise: [{ channel: flip(0.3), on: [0] }] },
        { qubitCount: 2, noise: [{ channel: twoQubit }, { channel: flip(0.4) }] },
        { qubitCount: 1, noise: [{ channel: flip(0.5) }] },
      ],
    };
    const operations = [
      gate("x", [1]),
      gate("x", [0]),
      gate("cx", [0, 1]),
      gate("cx", [1, 0]),
      gate("cx", [1, 2]),
      gate("h", [2]),
      gate("gphase", [], [0.3]),
    ];
    expect(compile(model, 3, operations)).toEqual([
      ...["x 1", "0.1 @1"],
      "x 0",
      ...["cx 0,1", "0.2 @0"],
      ...["cx 1,0", "depolarizing @1,0", "0.4 @1", "0.4 @0"],
      // Positions count in the rule's own order.
      ...["cx 1,2", "0.3 @2"],
      ...["h 2", "0.5 @2"],
      "gphase ",
    ]);
  });

  it("a gate on three qubits without a rule is done in gates on one and two", () => {
    const model = { gates: [{ gates: ["cx"], noise: [{ channel: twoQubit }] }] };
    const steps = compile(model, 3, [gate("ccz", [0, 1, 2])]);
    expect(steps.filter((step) => step.startsWith("cx"))).toHaveLength(6);
    expect(steps.filter((step) => step.startsWith("depolarizing"))).toHaveLength(6);
    expect(
      compile({ gates: [{ qubitCount: 3, noise: [{ channel: flip(0.1), on: [2] }] }] }, 3, [
        gate("ccz", [0, 1, 2]),
      ]),
    ).toEqual(["ccz 0,1,2", "0.1 @2"]);
    expect(compile({ measurement: [] }, 3, [gate("ccz", [0, 1, 2])])).toEqual(["ccz 0,1,2"]);
  });

  it("what cannot be taken apart is refused with what to do", () => {
    const identity = {
      real: Array.from({ length: 64 }, (_, at) => Number(at % 9 === 0)),
      imaginary: Array.from({ length: 64 }, () => 0),
    };
    const model = { gates: [{ gates: ["cx"], noise: [{ channel: twoQubit }] }] };
    expect(() => compile(model, 3, [unitary(identity, [0, 1, 2])])).toThrow(
      /no rule for unitary on 3 qubits.*add a rule with qubitCount 3/,
    );
  });

  it("a channel that does not fit the operation is refused", () => {
    expect(() => compile({ gates: [{ noise: [{ channel: twoQubit }] }] }, 2, [gate("h", [0])])).toThrow(
      /places a channel on 2 qubits, but h acts on 1 qubits/,
    );
  });
});

describe("measurements and resets", () => {
  it("a correlated confusion matrix holds for its qubits measured together, single ones for the others", () => {
    const single = [
      [0.9, 0.1],
      [0.2, 0.8],
    ];
    const pair = Array.from({ length: 4 }, (_, actual) =>
      Array.from({ length: 4 }, (__, read) => (actual === read ? 0.7 : 0.1)),
    );
    const model = {
      measurement: [
        { qubits: [2, 0], confusion: pair },
        { noise: [flip(0.3)], confusion: single },
      ],
      reset: [{ qubits: [1], noise: [flip(0.4)] }],
    };
    expect(compile(model, 3, [measure([0], [0]), measure([1, 2], [1, 2])], 3)).toEqual([
      "M2,0>2,0 confused",
      "0.3 @1",
      "M1>1 confused",
    ]);
    expect(compile(model, 3, [measure([0], [0]), gate("x", [2]), measure([2], [2]), reset(1, 0)], 3)).toEqual(
      ["0.3 @0", "M0>0 confused", "x 2", "0.3 @2", "M2>2 confused", "reset @1", "0.4 @1", "reset @0"],
    );
  });
});

describe("idle noise", () => {
  it("relaxation lasts from the end of an operation until the next can begin", () => {
    const model = {
      gates: [
        { qubitCount: 1, duration: 10, noise: [] },
        { qubitCount: 2, duration: 50, noise: [] },
      ],
      measurement: [{ duration: 100 }],
      idle: { kind: "relaxation", t1: 1000, t2: 900, exceptions: [{ qubit: 1, t1: 500, t2: 400 }] },
    };
    const operations = [
      gate("h", [0]),
      gate("h", [0]),
      gate("h", [1]),
      gate("cx", [0, 1]),
      gate("cx", [1, 2]),
      barrier(0, 1, 2),
      gate("x", [0]),
      measure([2], [0]),
    ];
    expect(compile(model, 3, operations, 1)).toEqual([
      ...["h 0", "h 0", "h 1"],
      ...["10 @1", "cx 0,1"],
      // Qubit 2 begins here: it has not waited.
      "cx 1,2",
      ...["50 @0", "x 0"],
      "M2>0",
    ]);
    const [, , , wait] = compileNoisyProgram(
      createCircuit(3, operations, { bitCount: 1 }),
      createNoiseModel(model),
    );
    expect(wait).toMatchObject({ channel: { t1: 500, t2: 400 } });
  });

  it("layer noise counts the layers that a qubit waits in", () => {
    const idle = { kind: "layer", channel: flip(0.1), layers: "multi-qubit", includesActive: false };
    const operations = [
      gate("cx", [0, 1]),
      gate("h", [0]),
      gate("cx", [1, 2]),
      gate("cx", [2, 3]),
      gate("cx", [0, 3]),
    ];
    expect(compile({ idle }, 4, operations)).toEqual([
      ...["cx 0,1", "h 0", "cx 1,2", "cx 2,3"],
      ...["0.1 @0", "0.1 @0", "cx 0,3"],
    ]);
    expect(
      compile({ idle: { ...idle, includesActive: true } }, 2, [gate("h", [0]), gate("cx", [0, 1])]),
    ).toEqual([...["h 0", "cx 0,1", "0.1 @0", "0.1 @1"]]);
  });
});

describe("models as JSON", () => {
  it.each(noisePresetNames.map((name) => [name] as const))(
    "preset %s survives a round trip and is frozen",
    (name) => {
      const model = noisePreset(name);
      expect(createNoiseModel(JSON.parse(JSON.stringify(model)))).toEqual(model);
      expect(
        Object.isFrozen(model) &&
          Object.isFrozen(model.gates) &&
          Object.isFrozen(model.gates[1].noise[0].channel),
      ).toBe(true);
      expect(model.description).toMatch(/20\d\d/);
    },
  );

  it("the example of the documentation is one", async () => {
    const page = await readFile(new URL("../../../../docs/noise.md", import.meta.url), "utf8");
    const [, example] = /^```json\n([\s\S]*?)^```/m.exec(page)!;
    const model = createNoiseModel(JSON.parse(example));
    expect(
      compileNoisyProgram(createCircuit(2, [gate("cx", [0, 1])]), model).map(({ kind }) => kind),
    ).toEqual(["unitary", "channel", "channel"]);
  });

  const rows: readonly [string, unknown, RegExp][] = [
    ["a list", [], /noise must be an object, got a list/],
    ["an unknown field", { gate: [] }, /noise may have the fields name, .*got "gate"/],
    [
      "an unknown gate",
      { gates: [{ gates: ["cnot"], noise: [] }] },
      /noise\.gates\[0\]\.gates must hold names of .*cx.*got "cnot"/,
    ],
    [
      "a rule without noise",
      { gates: [{ gates: ["cx"] }] },
      /noise\.gates\[0\]\.noise must be a list, got undefined/,
    ],
    [
      "a channel too wide",
      { gates: [{ qubitCount: 1, noise: [{ channel: twoQubit }] }] },
      /noise\.gates\[0\]\.noise\[0\]: a channel on 2 qubits needs/,
    ],
    [
      "a position out of range",
      { gates: [{ qubitCount: 2, noise: [{ channel: flip(0.1), on: [2] }] }] },
      /positions in \[0, 1\], got 2/,
    ],
    [
      "a gate too wide for its qubits",
      { gates: [{ gates: ["cx"], qubits: [0], noise: [] }] },
      /cx acts on 2 qubits, but the rule is for 1/,
    ],
    ["a qubit twice", { gates: [{ qubits: [1, 1], noise: [] }] }, /different numbers, got 1, 1/],
    ["no qubits", { measurement: [{ qubits: [] }] }, /noise\.measurement\[0\]\.qubits must not be empty/],
    [
      "confusion rows that do not add up",
      {
        measurement: [
          {
            confusion: [
              [0.9, 0.2],
              [0, 1],
            ],
          },
        ],
      },
      /confusion\[0\] must add up to 1.*1\.1/,
    ],
    [
      "a confusion matrix without its qubits",
      {
        measurement: [
          {
            confusion: [
              [1, 0, 0, 0],
              [0, 1, 0, 0],
              [0, 0, 1, 0],
              [0, 0, 0, 1],
            ],
          },
        ],
      },
      /needs a list `qubits` of 2, got none/,
    ],
    [
      "three confusion rows",
      {
        measurement: [
          {
            confusion: [
              [1, 0, 0],
              [0, 1, 0],
              [0, 0, 1],
            ],
          },
        ],
      },
      /must have 2\^k rows/,
    ],
    [
      "idle T2 beyond 2·T1",
      { idle: { kind: "relaxation", t1: 1, t2: 3 } },
      /noise\.idle\.t2 must be at most 2·t1 = 2, got 3/,
    ],
    [
      "an unknown kind of idle noise",
      { idle: { kind: "sleep" } },
      /noise\.idle\.kind must be relaxation or layer, got "sleep"/,
    ],
    [
      "a negative duration",
      { gates: [{ duration: -1, noise: [] }] },
      /noise\.gates\[0\]\.duration must be a finite number at least 0, got -1/,
    ],
  ];
  it.each(rows)("%s is refused", (_, model, message) => {
    expect(() => createNoiseModel(model)).toThrow(message);
  });
  it("an unknown preset is refused with those that exist", () => {
    expect(() => noisePreset("sydney" as NoisePresetName)).toThrow(
      /noise preset must be one of superconducting, trapped-ion, got "sydney"/,
    );
  });
});

describe("presets", () => {
  /** Published average gate infidelities: see the sources in presets.ts. */
  it.each([
    ["superconducting", 1, 2.7115e-4],
    ["superconducting", 2, 4.0802e-3],
    ["trapped-ion", 1, 2.5e-5],
    ["trapped-ion", 2, 1.83e-3],
  ] as const)("%s: a gate on %i qubits has the published infidelity", (name, qubitCount, infidelity) => {
    const rule = noisePreset(name).gates.find((candidate) => candidate.qubitCount === qubitCount)!;
    const [{ channel: depolarizing }, ...others] = rule.noise;
    const relaxation = others.flatMap(({ channel }) => Array.from({ length: qubitCount }, () => channel));
    const d = 2 ** qubitCount;
    const p = (depolarizing as { probability: number }).probability;
    // The twirl of depolarising noise and another channel: F = (1 − p)F₀ + p/d.
    const fidelity = (1 - p) * (relaxation.length > 0 ? averageGateFidelity(...relaxation) : 1) + p / d;
    expect(p).toBeGreaterThan(0);
    expect(1 - fidelity).toBeCloseTo(infidelity, 12);
  });
  it("software rotations have no error and a cx has", () => {
    const circuit = createCircuit(2, [gate("rz", [0], [0.3]), gate("cx", [0, 1])]);
    for (const name of noisePresetNames) {
      const steps = compileNoisyProgram(circuit, noisePreset(name)).map(({ kind }) => kind);
      expect(steps.slice(0, 3)).toEqual(["unitary", "unitary", "channel"]);
    }
  });
});
