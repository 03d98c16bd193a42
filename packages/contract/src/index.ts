export * from "./molecule.ts";
export * from "./ground-state.ts";
export * from "./circuit.ts";
export * from "./portfolio.ts";
export * from "./job.ts";
export * from "./problem.ts";
export * from "./routes.ts";
export * from "./client.ts";
export { CodedError } from "./coded-error.ts";
