/** What the classes below share: structured details beside the message. */
abstract class MaterialsError extends Error {
  abstract readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.details = details;
  }
}

/** A chemical formula that cannot be read; `details` names the text, the place in it and, from a table, the row. */
export class CompositionError extends MaterialsError {
  override readonly name = "CompositionError";
  readonly code = "composition";
}

/** A CIF or POSCAR text, or a crystal, that cannot be used. */
export class StructureError extends MaterialsError {
  override readonly name = "StructureError";
  readonly code = "structure";
}

/** A table of materials that cannot be used; `details` names row and column where there is one. */
export class MaterialsTableError extends MaterialsError {
  override readonly name = "MaterialsTableError";
  readonly code = "materials-table";
}
