import type { CircuitRequest } from "@ansatz/contract";
import { workerModule } from "@ansatz/simulator";
import { callApart } from "../threads/call-apart.ts";

const call = { module: workerModule(import.meta.url, "../tasks/circuit-tasks"), name: "checkCircuitJob" };

/** Characters and operations that are read in a few milliseconds. */
const greatestText = 4_000;
const greatestList = 400;
/** Words by which a short text can stand for a long circuit. */
const expanding = /\b(?:for|while|gate|def|box|switch)\b/;

/** Whether a request is read and planned so fast that nobody who waits for the event loop notices. */
function isSmall({ qasm, includes, circuit, noise }: CircuitRequest): boolean {
  if (typeof noise === "object" && noise.gates.length > 50) return false;
  if (circuit) {
    const { operations } = circuit;
    return operations.length <= greatestList && JSON.stringify(operations).length <= 20 * greatestText;
  }
  return (
    qasm !== undefined &&
    qasm.length <= greatestText &&
    Object.keys(includes).length === 0 &&
    !expanding.test(qasm)
  );
}

/** Checks a circuit job without holding up the event loop. Rejects as `checkCircuitRequest` throws. */
export async function checkApart(
  request: CircuitRequest,
  options: { readonly memoryLimitBytes: number | undefined },
): Promise<void> {
  if (isSmall(request)) {
    const { checkCircuitRequest } = await import("./check-circuit-request.ts");
    checkCircuitRequest(request, options);
    return;
  }
  await callApart(call, request, options);
}
