import type { Task } from "../../data/data-set.ts";
import type { Kernel } from "../../kernels/kernel.ts";
import type { Model } from "../../models/model.ts";

/** How the features that quantum models get are made of the whole description. */
export type Reduction = "mutual-information" | "pca" | "forward-selection";

/** Whether a model sees the whole description or the quantum models' few features. */
export type ModelInputs = "all" | "reduced";

/** A model of an audit with the features it sees and, of a quantum one, its twin without entanglement. */
export interface StandardModel {
  /** With its preprocessing. */
  readonly model: Model;
  readonly inputs: ModelInputs;
  /** Name of the twin. */
  readonly twin?: string;
  /** Of a kernel method, for diagnostics; without preprocessing. */
  readonly kernel?: { readonly kernel: Kernel; readonly qubitCount: number | undefined };
  /** For tables too large for a matrix of all pairs of rows. */
  readonly isApproximate?: true;
  /** Of measurements in place of exact kernels: the name of the model with the exact one. */
  readonly sampled?: string;
}

export interface StandardModelOptions {
  readonly task: Task;
  /** Features that quantum models get, one a qubit. */
  readonly qubits: number;
  /** Default mutual information. */
  readonly reduction?: Reduction;
  /** Of selection, initial weights and measurements; default 1. */
  readonly seed?: number;
  /** Adds the fidelity kernels from so many measurements an entry; default none. */
  readonly shots?: number;
}
