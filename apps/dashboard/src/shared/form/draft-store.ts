/** Choices of the draft's text fields that have a list of them. */
export type Choices<Draft> = { readonly [Name in keyof Draft]?: readonly Draft[Name][] };

function isUsable(initial: unknown, found: unknown, choices: readonly unknown[] | undefined): boolean {
  if (choices) return choices.includes(found);
  if (Array.isArray(initial)) return Array.isArray(found);
  if (initial === "") return found === "" || typeof found === "string" || Number.isFinite(found);
  if (typeof initial === "number") return found === "" || Number.isFinite(found);
  return typeof found === typeof initial;
}

/** A stored draft; fields of another shape are set back to the initial ones. */
export function restoreDraft<Draft extends object>(
  stored: string | null,
  initial: Draft,
  choices: Choices<Draft> = {},
): Draft {
  let value: unknown;
  try {
    value = JSON.parse(stored ?? "null");
  } catch {
    return initial;
  }
  if (typeof value !== "object" || value === null) return initial;
  const found = value as Readonly<Record<string, unknown>>;
  const kept = Object.entries(initial).map(([name, usual]) => [
    name,
    isUsable(usual, found[name], choices[name as keyof Draft]) ? found[name] : (usual as unknown),
  ]);
  return Object.fromEntries(kept) as Draft;
}

/** What the browser keeps of a form. */
export interface DraftStore<Draft> {
  readonly load: () => Draft;
  readonly save: (draft: Draft) => void;
}

export function createDraftStore<Draft extends object>(
  key: string,
  initial: Draft,
  choices?: Choices<Draft>,
): DraftStore<Draft> {
  return {
    load: () => {
      try {
        return restoreDraft(localStorage.getItem(key), initial, choices);
      } catch {
        return initial;
      }
    },
    save: (draft) => {
      try {
        localStorage.setItem(key, JSON.stringify(draft));
      } catch {
        // A full or forbidden storage costs the draft's survival of a reload and nothing else.
      }
    },
  };
}
