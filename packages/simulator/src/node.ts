export { createComputePool } from "./workers/piscina-pool.ts";
