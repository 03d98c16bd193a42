import { z } from "zod";
import { verdictSchema } from "./ground-state.ts";

/** Noise models that have a name; the simulator's presets. */
export const noisePresets = ["superconducting", "trapped-ion"] as const;

export const circuitMethods = ["state-vector", "density-matrix", "trajectories", "stabilizer"] as const;
export const circuitOutputs = ["counts", "probabilities", "statevector"] as const;

/** Limits of what a job may ask for and answer; a run in a process of one's own has those of the simulator only. */
export const circuitLimits = {
  /** Characters of an OpenQASM text, and of one that it includes. */
  characters: 500_000,
  /** Operations of the circuit, loops and gate definitions expanded. */
  operations: 100_000,
  shots: 10_000_000,
  /** Qubits of a state vector in a result: 2^16 amplitudes. */
  statevectorQubits: 16,
  /** Bitstrings that a result lists, the most frequent or likely first to be kept. */
  outcomes: 65_536,
} as const;

/** A circuit as JSON; the simulator checks what the operations hold. */
const circuitJsonSchema = z
  .looseObject({
    qubitCount: z.int().min(1).max(4096),
    bitCount: z.int().min(0).max(65_536).optional(),
    operations: z.array(z.looseObject({ gate: z.string() })).max(circuitLimits.operations),
  })
  .meta({
    id: "Circuit",
    description: "Operations on qubits and classical bits, as createCircuit of @ansatz/simulator takes them",
  });

export const circuitRequestSchema = z
  .strictObject({
    qasm: z
      .string()
      .min(1)
      .max(circuitLimits.characters)
      .optional()
      .meta({ description: "The circuit in OpenQASM 2 or 3; either this or circuit" }),
    includes: z
      .record(z.string().min(1).max(200), z.string().max(circuitLimits.characters))
      .default({})
      .meta({
        description: "Texts by the names in include statements; qelib1.inc and stdgates.inc are built in",
      }),
    circuit: circuitJsonSchema.optional(),
    name: z.string().trim().min(1).max(100).optional().meta({ description: "What lists call the job" }),
    shots: z
      .int()
      .min(1)
      .max(circuitLimits.shots)
      .optional()
      .meta({ description: "Shots to count; 1024 where counts are asked for" }),
    outputs: z.array(z.enum(circuitOutputs)).min(1).max(3).default(["counts"]).meta({
      description: "What the result holds; statevector up to 16 qubits, before the final measurements",
    }),
    seed: z.int().min(0).max(4_294_967_295).default(42),
    noise: z
      .union([z.enum(noisePresets), z.looseObject({ gates: z.array(z.unknown()).max(10_000) })], {
        error: `noise must be one of ${noisePresets.join(", ")} or a noise model as JSON ({"gates": […], "measurement": […], "reset": […]})`,
      })
      .optional(),
    parameters: z
      .record(z.string().min(1).max(200), z.number())
      .default({})
      .meta({ description: "Values of the circuit's symbolic parameters, radians" }),
    observables: z
      .array(z.record(z.string().max(2_000), z.number()))
      .max(32)
      .default([])
      .meta({
        description:
          'Pauli sums whose expectation values after the circuit are wanted, for example {"Z0 Z1": 1, "X0": 0.5}',
      }),
    method: z
      .enum(["auto", ...circuitMethods])
      .default("auto")
      .meta({
        description:
          "How to simulate; auto takes the exact method that is affordable, else trajectories; stabilizer is for Clifford circuits of any size",
      }),
    precision: z.enum(["double", "single"]).default("double"),
  })
  .refine(({ qasm, circuit }) => (qasm === undefined) !== (circuit === undefined), {
    error:
      'must hold exactly one of qasm ("OPENQASM 2.0; …") and circuit ({"qubitCount": 2, "operations": [{"gate": "h", "qubits": [0]}]})',
  })
  .meta({ id: "CircuitRequest", description: "Simulate a circuit, ideal or noisy" });
export type CircuitRequest = z.output<typeof circuitRequestSchema>;
export type CircuitRequestInput = z.input<typeof circuitRequestSchema>;

export const circuitStages = ["read-circuit", "simulate", "compare"] as const;

export const circuitProgressSchema = z.object({
  stage: z.enum(circuitStages),
  message: z.string(),
  /** Share of the job done, 0 to 1. */
  fraction: z.number().min(0).max(1).optional(),
});
export type CircuitProgress = z.infer<typeof circuitProgressSchema>;

/** A distribution that the result stands beside. */
export const circuitReferenceSchema = z.object({
  /** `exact`: what the counts were drawn from. `ideal`: the same circuit without noise. */
  kind: z.enum(["exact", "ideal"]),
  label: z.string(),
  /** ½ Σ |p − q| over all bitstrings, 0 to 1. */
  totalVariationDistance: z.number(),
  /** (Σ √(p q))², 0 to 1. */
  fidelity: z.number(),
  seconds: z.number(),
});
export type CircuitReference = z.infer<typeof circuitReferenceSchema>;

export const circuitResultSchema = z
  .object({
    qubits: z.int(),
    /** Bits of a bitstring: all classical bits, or all qubits where the circuit measures nothing. */
    bits: z.int(),
    operations: z.int(),
    depth: z.int(),
    twoQubitGates: z.int(),
    method: z.enum(circuitMethods),
    /** Why this method, in a sentence. */
    reason: z.string(),
    precision: z.enum(["double", "single"]),
    /** Name of the noise model; null without noise. */
    noise: z.string().nullable(),
    shots: z.int().nullable(),
    seed: z.int(),
    /** Shots by bitstring, from the highest bit to the lowest. */
    counts: z.record(z.string(), z.int()).nullable(),
    /** Different bitstrings counted, also those that are not listed. */
    countedOutcomes: z.int().nullable(),
    /** Exact probabilities by bitstring, from the highest bit to the lowest; those below 1e-15 are left out. */
    probabilities: z.record(z.string(), z.number()).nullable(),
    /** Different bitstrings with a probability, also those that are not listed. */
    possibleOutcomes: z.int().nullable(),
    /** The likeliest bitstring with its probability, or its share of the shots where no probabilities were asked for. */
    mostLikely: z.object({ bits: z.string(), probability: z.number() }).nullable(),
    /** [real, imaginary] by index, qubit 0 the least significant bit; before the final measurements. */
    statevector: z.array(z.tuple([z.number(), z.number()])).nullable(),
    expectations: z.array(
      z.object({ observable: z.string(), value: z.number(), standardError: z.number().nullable() }),
    ),
    references: z.array(circuitReferenceSchema),
    verdict: verdictSchema,
    warnings: z.array(z.string()),
    /** What states take at most. */
    memoryBytes: z.number(),
    seconds: z.number(),
    threads: z.int(),
  })
  .meta({ id: "CircuitResult" });
export type CircuitResult = z.infer<typeof circuitResultSchema>;
