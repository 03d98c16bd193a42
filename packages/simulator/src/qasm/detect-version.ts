const decisive2 = /^(?:qreg|creg|opaque|include\s*["'][^"']*(?:qelib1|hqslib1)[^"']*["'])/;
const decisive3 =
  /^(?:qubit|bit|bool|u?int|float|angle|array|const|let|input|output|def|ctrl|negctrl|inv|pow|for|while|switch|box|\$\d|include\s*["'][^"']*stdgates[^"']*["'])(?![\p{L}\p{Nd}_])/u;
const blank = /(?:\s|\uFEFF|\/\/[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/y;

const searched = 100_000;

/** The version of a text without a header, by its first statement that only one version has; 2 if there is none. */
export function detectVersion(text: string): 2 | 3 {
  const head = text.slice(0, searched);
  let at = 0;
  while (at < head.length) {
    blank.lastIndex = at;
    at += blank.exec(head)![0].length;
    const rest = head.slice(at, at + 200);
    if (decisive3.test(rest)) return 3;
    if (decisive2.test(rest)) return 2;
    const end = /[;{}]/.exec(head.slice(at));
    if (!end) return 2;
    at += end.index + 1;
  }
  return 2;
}
