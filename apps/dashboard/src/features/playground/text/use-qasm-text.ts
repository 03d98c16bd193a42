import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { isSameCircuit, type CircuitDocument } from "../editor/circuit-document.ts";
import type { PlaygroundActions } from "../editor/use-playground.ts";
import { readText, type TextProblem } from "./read-text.ts";
import { versionOf, writeText, type QasmVersion } from "./write-text.ts";

interface TypedText {
  readonly text: string;
  /** The circuit that belongs to the text: its own, or the one that stayed because the text has a fault. */
  readonly document: CircuitDocument;
  readonly problem: TextProblem | undefined;
}

interface WrittenText extends TypedText {
  readonly version: QasmVersion;
  /** Why the text is not in the version that was asked for. */
  readonly note?: string;
}

function write(document: CircuitDocument, version: QasmVersion): WrittenText {
  try {
    return { text: writeText(document, version), document, problem: undefined, version };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (version === 2) return { ...write(document, 3), note: `OpenQASM 2 cannot say this: ${message}` };
    return { text: "", document, problem: { message: `The circuit has no text: ${message}` }, version };
  }
}

/** The text of the circuit, kept in step with it both ways; a text with a fault leaves the last good circuit alone. */
export function useQasmText(document: CircuitDocument, actions: PlaygroundActions) {
  const [typed, setTyped] = useState<TypedText | undefined>();
  const [version, setVersion] = useState<QasmVersion>(3);
  const isTypedCurrent = typed !== undefined && isSameCircuit(typed.document, document);
  const written = useMemo(() => write(document, version), [document, version]);
  const current = isTypedCurrent ? { ...typed, version } : written;

  const newest = useRef(document);
  useEffect(() => {
    newest.current = document;
  }, [document]);
  const onType = useCallback(
    (text: string) => {
      const document = newest.current;
      const read = readText(text, actions.values());
      if (!read.ok) {
        setTyped({ text, document, problem: read.problem });
        return;
      }
      setVersion(versionOf(text));
      setTyped({ text, document: read.document, problem: undefined });
      actions.dispatch({ kind: "edit", document: read.document, key: "text" });
    },
    [actions],
  );
  const choose = (next: QasmVersion) => {
    setTyped(undefined);
    setVersion(next);
  };
  const { text, problem } = current;
  return {
    text,
    problem,
    version: current.version,
    note: isTypedCurrent ? undefined : written.note,
    choose,
    onType,
  };
}
