import { useSyncExternalStore } from "react";
import { createDraftStore } from "../../shared/form/draft-store.ts";
import {
  emptyTable,
  initialMarket,
  marketChoices,
  tableNames,
  type MarketDraft,
  type MarketTable,
  type MarketTables,
  type TableName,
} from "./market-draft.ts";

/** What all forms of finance share: a table is dropped once. */
export interface MarketState {
  readonly draft: MarketDraft;
  readonly tables: MarketTables;
  /** Counts the changes of the tables, so that they can be told apart without comparing megabytes. */
  readonly revision: number;
}

const store = createDraftStore("ansatz.market", initialMarket, marketChoices);
const tableKey = (name: TableName): string => `ansatz.market.${name}`;

function loadTable(name: TableName): MarketTable {
  try {
    const { text, fileName } = JSON.parse(localStorage.getItem(tableKey(name)) ?? "null") as Record<
      string,
      unknown
    >;
    return typeof text === "string" && typeof fileName === "string"
      ? { text, fileName, file: null }
      : emptyTable;
  } catch {
    return emptyTable;
  }
}

function saveTable(name: TableName, { text, fileName, file }: MarketTable): void {
  try {
    if (text === "" || file) localStorage.removeItem(tableKey(name));
    else localStorage.setItem(tableKey(name), JSON.stringify({ text, fileName }));
  } catch {
    // A table above what the browser keeps has to be chosen again after a reload.
    localStorage.removeItem(tableKey(name));
  }
}

let state: MarketState | undefined;
const listeners = new Set<() => void>();

function current(): MarketState {
  state ??= {
    draft: store.load(),
    tables: Object.fromEntries(tableNames.map((name) => [name, loadTable(name)])) as unknown as MarketTables,
    revision: 0,
  };
  return state;
}

function set(next: MarketState): void {
  state = next;
  for (const listener of listeners) listener();
}

export function updateMarket(change: Partial<MarketDraft>): void {
  const draft = { ...current().draft, ...change };
  store.save(draft);
  set({ ...current(), draft });
}

export function setTable(name: TableName, table: MarketTable): void {
  saveTable(name, table);
  const { tables, revision } = current();
  set({ ...current(), tables: { ...tables, [name]: table }, revision: revision + 1 });
}

/** Puts a whole market in the place of the one that was there, for example that of a job. */
export function replaceMarket({ draft, tables }: Pick<MarketState, "draft" | "tables">): void {
  store.save(draft);
  for (const name of tableNames) saveTable(name, tables[name]);
  set({ draft, tables, revision: current().revision + 1 });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The market of the forms as it stands. */
export function useMarket(): MarketState {
  return useSyncExternalStore(subscribe, current);
}

export const readMarketState = current;
