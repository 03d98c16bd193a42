export { CompositionError, MaterialsTableError, StructureError } from "./errors.ts";
