import { useQuery } from "@tanstack/react-query";
import { askMaterials } from "../materials-worker/client.ts";
import type { ModelChoice } from "../materials-worker/types.ts";

const none: readonly ModelChoice[] = [];

/** The models that a job of a task may name; none until the worker has told them. */
export function useModels(task: "regression" | "classification", qubits: number): readonly ModelChoice[] {
  const { data = none } = useQuery({
    queryKey: ["models-of-task", task, qubits],
    queryFn: () => askMaterials((remote) => remote.listModels(task, qubits)),
    staleTime: Infinity,
    placeholderData: (previous: readonly ModelChoice[] | undefined) => previous,
  });
  return data;
}

/** The count of qubits that labels speak of while the field is empty or out of range. */
export function shownQubits(qubits: number | ""): number {
  return qubits === "" || !Number.isInteger(qubits) || qubits < 2 || qubits > 16 ? 8 : qubits;
}
