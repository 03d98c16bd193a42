import { useSyncExternalStore } from "react";
import type { StructureText } from "../materials-worker/types.ts";

/** The table that was typed or opened; `fileName` is "" for what was typed. */
export interface TableText {
  readonly text: string;
  readonly fileName: string;
}

/** What stands beside the draft: texts that may be large. */
export interface MaterialsFiles {
  readonly table: TableText;
  readonly structures: readonly StructureText[];
  /** Counts the changes, so that they can be told apart without comparing megabytes. */
  readonly revision: number;
}

const key = "ansatz.materials.files";
export const emptyTable: TableText = { text: "", fileName: "" };

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function load(): Omit<MaterialsFiles, "revision"> {
  try {
    const { table, structures } = JSON.parse(localStorage.getItem(key) ?? "null") as {
      table: TableText;
      structures: StructureText[];
    };
    if (!isText(table.text) || !isText(table.fileName)) return { table: emptyTable, structures: [] };
    return { table, structures: structures.filter(({ name, text }) => isText(name) && isText(text)) };
  } catch {
    return { table: emptyTable, structures: [] };
  }
}

function save({ table, structures }: MaterialsFiles): void {
  try {
    localStorage.setItem(key, JSON.stringify({ table, structures }));
  } catch {
    // Files above what the browser keeps have to be chosen again after a reload.
    localStorage.removeItem(key);
  }
}

let state: MaterialsFiles | undefined;
const listeners = new Set<() => void>();

function current(): MaterialsFiles {
  state ??= { ...load(), revision: 0 };
  return state;
}

/** Puts a table or structures in the place of those that were there. */
export function setFiles(change: Partial<Pick<MaterialsFiles, "table" | "structures">>): void {
  state = { ...current(), ...change, revision: current().revision + 1 };
  save(state);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useMaterialsFiles(): MaterialsFiles {
  return useSyncExternalStore(subscribe, current);
}
