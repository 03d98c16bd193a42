import { useCallback, useState } from "react";
import { restoreDraft, type Draft } from "./draft.ts";

const key = "ansatz.draft";

/** The draft kept in the browser. */
export function loadDraft(): Draft {
  try {
    return restoreDraft(localStorage.getItem(key));
  } catch {
    return restoreDraft(null);
  }
}

export function saveDraft(draft: Draft): void {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // A full or forbidden storage costs the draft's survival of a reload and nothing else.
  }
}

/** The draft as state; every change is kept in the browser. */
export function useDraft(): [Draft, (change: (draft: Draft) => Partial<Draft>) => void] {
  const [draft, setDraft] = useState(loadDraft);
  const update = useCallback((change: (draft: Draft) => Partial<Draft>) => {
    setDraft((current) => {
      const next = { ...current, ...change(current) };
      saveDraft(next);
      return next;
    });
  }, []);
  return [draft, update];
}
