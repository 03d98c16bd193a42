import type { Cell } from "../editor/playground-state.ts";

/** What is being dragged: a tile of the palette, or the gate at a cell. */
export type DragData =
  | { readonly kind: "tile"; readonly gate: string }
  | { readonly kind: "gate"; readonly from: Cell };

const key = "ansatz-circuit-drag";

export function packDrag(data: DragData): Record<string, unknown> {
  return { [key]: data };
}

export function readDrag(data: Record<string | symbol, unknown>): DragData | undefined {
  return data[key] as DragData | undefined;
}
