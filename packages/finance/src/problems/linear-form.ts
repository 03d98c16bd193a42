import type { IntegerExpression } from "./integer-encoding.ts";

/** constant + Σ cᵢxᵢ, being built up. */
export class LinearForm {
  constant = 0;
  readonly #coefficients = new Map<number, number>();

  /** Adds factor times a whole number. */
  add(expression: IntegerExpression, factor: number): this {
    this.constant += factor * expression.constant;
    expression.variables.forEach((variable, k) => {
      const sum = (this.#coefficients.get(variable) ?? 0) + factor * expression.coefficients[k];
      this.#coefficients.set(variable, sum);
    });
    return this;
  }

  /** Adds factor times another form. */
  addForm(form: LinearForm, factor: number): this {
    this.constant += factor * form.constant;
    for (const [variable, value] of form.#coefficients) {
      this.#coefficients.set(variable, (this.#coefficients.get(variable) ?? 0) + factor * value);
    }
    return this;
  }

  toCoefficients(variableCount: number): Float64Array {
    const coefficients = new Float64Array(variableCount);
    for (const [variable, value] of this.#coefficients) coefficients[variable] = value;
    return coefficients;
  }
}
