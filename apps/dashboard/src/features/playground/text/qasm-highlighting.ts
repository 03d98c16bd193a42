import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";

const keywords = new Set(
  "OPENQASM include qreg creg qubit bit gate opaque measure reset barrier if else for while in input output const let def return ctrl negctrl inv pow gphase int uint float angle bool complex delay box".split(
    " ",
  ),
);
const constants = new Set(["pi", "π", "tau", "τ", "euler", "true", "false"]);

/** OpenQASM as far as colours go. */
const openQasm = StreamLanguage.define<{ isInComment: boolean }>({
  name: "openqasm",
  startState: () => ({ isInComment: false }),
  token(stream, state) {
    if (state.isInComment) {
      if (stream.skipTo("*/")) {
        stream.match("*/");
        state.isInComment = false;
      } else stream.skipToEnd();
      return "comment";
    }
    if (stream.eatSpace()) return null;
    if (stream.match("//")) {
      stream.skipToEnd();
      return "comment";
    }
    if (stream.match("/*")) {
      state.isInComment = true;
      return "comment";
    }
    if (stream.match(/^"[^"]*"?/)) return "string";
    if (stream.match(/^\d[\d_]*\.?\d*(?:e[+-]?\d+)?/i) || stream.match(/^\.\d+/)) return "number";
    const word = stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u);
    if (word && word !== true) {
      if (keywords.has(word[0])) return "keyword";
      if (constants.has(word[0])) return "atom";
      return "variableName";
    }
    stream.next();
    return null;
  },
  languageData: { commentTokens: { line: "//" } },
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "light-dark(#7a3fa0, #cda0ee)" },
  { tag: tags.comment, color: "var(--mantine-color-dimmed)", fontStyle: "italic" },
  { tag: tags.string, color: "light-dark(#146c43, #5fd39a)" },
  { tag: tags.number, color: "light-dark(#a8500a, #f0a35e)" },
  { tag: tags.atom, color: "light-dark(#a8500a, #f0a35e)" },
]);

export const qasmHighlighting = [openQasm, syntaxHighlighting(colours)];
