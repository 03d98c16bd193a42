declare module "quantum-circuit" {
  /** The part of quantum-circuit that the benchmark uses. */
  export default class QuantumCircuit {
    constructor(qubitCount: number);
    appendGate(
      name: string,
      wires: number[],
      options?: { readonly params?: Readonly<Record<string, number>> },
    ): void;
    run(): void;
  }
}
