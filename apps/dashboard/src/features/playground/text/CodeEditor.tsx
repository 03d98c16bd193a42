import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, Transaction } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { memo, useEffect, useRef } from "react";
import { codeEditorTheme } from "./code-editor-theme.ts";
import { qasmHighlighting } from "./qasm-highlighting.ts";
import type { TextProblem } from "./read-text.ts";

interface CodeEditorProps {
  readonly label: string;
  readonly text: string;
  readonly problem: TextProblem | undefined;
  readonly describedBy: string;
  readonly onChange: (text: string) => void;
}

/** CodeMirror with OpenQASM's colours. Tab leaves it, as it leaves every field. */
export const CodeEditor = memo(function CodeEditor(props: CodeEditorProps) {
  const { label, text, problem, describedBy, onChange } = props;
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const changed = useRef(onChange);
  useEffect(() => {
    changed.current = onChange;
  }, [onChange]);

  useEffect(() => {
    const editor = new EditorView({
      parent: parent.current!,
      state: EditorState.create({
        extensions: [
          lineNumbers(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          history(),
          drawSelection(),
          bracketMatching(),
          lintGutter(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          qasmHighlighting,
          codeEditorTheme,
          EditorView.contentAttributes.of({
            "aria-label": label,
            "aria-describedby": describedBy,
            tabindex: "0",
          }),
          EditorView.updateListener.of((update) => {
            const isTyped = update.transactions.some(
              (one) => one.annotation(Transaction.userEvent) !== undefined,
            );
            if (update.docChanged && isTyped) changed.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [label, describedBy]);

  useEffect(() => {
    const editor = view.current!;
    const before = editor.state.doc.toString();
    if (before === text) return;
    editor.dispatch({ changes: { from: 0, to: before.length, insert: text } });
  }, [text]);

  useEffect(() => {
    const editor = view.current!;
    const { doc } = editor.state;
    if (!problem?.position) {
      editor.dispatch(setDiagnostics(editor.state, []));
      return;
    }
    const line = doc.line(Math.min(Math.max(problem.position.line, 1), doc.lines));
    const from = Math.min(line.from + problem.position.column - 1, line.to);
    const word = /^[\p{L}\p{N}_.]+/u.exec(doc.sliceString(from, line.to))?.[0].length ?? 1;
    const to = Math.min(from + word, doc.length);
    const mark = { from: Math.min(from, to), to, severity: "error" as const, message: problem.message };
    editor.dispatch(setDiagnostics(editor.state, [mark]));
  }, [problem, text]);

  return <div ref={parent} />;
});
