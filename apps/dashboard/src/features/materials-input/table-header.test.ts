import { expect, test } from "vitest";
import { tableHeader } from "./table-header.ts";

test.each([
  ["composition,yield strength\nFe,1", ["composition", "yield strength"]],
  ["\n\nformula;gap (eV)\nSi;1,1", ["formula", "gap (eV)"]],
  ['"a, b","say ""x"""\n1,2', ["a, b", 'say "x"']],
  ["formula\tvalue", ["formula", "value"]],
  ["", []],
])("the header of %j", (text, names) => expect(tableHeader(text)).toEqual(names));
