import { RequestError } from "@ansatz/contract";
import { text, type RequestHandler } from "express";
import { parse, printParseErrorCode, type ParseError } from "jsonc-parser";
import { MediaTypeError } from "../errors.ts";

/** Largest request body, bytes: an XYZ text of 200,000 characters fits several times. */
export const bodyLimitBytes = 1_048_576;

/** Deepest nesting of lists and objects; requests have a handful of levels, and readers of JSON recurse. */
const deepestNesting = 64;

/** Offset at which a JSON text nests too deeply; undefined when it does not. */
function tooDeepAt(body: string): number | undefined {
  let depth = 0;
  // Texts in quotes count as one thing, brackets in them do not nest.
  for (const { 0: mark, index } of body.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gs)) {
    if (mark === "[" || mark === "{") depth++;
    else if (mark === "]" || mark === "}") depth--;
    if (depth > deepestNesting) return index;
  }
  return undefined;
}

/** Line and column, both from 1, of an offset into a text. */
function place(body: string, offset: number): { line: number; column: number } {
  const before = body.slice(0, offset).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/**
 * Parses a JSON text.
 *
 * @throws RequestError that says at which line and column the text stops being JSON or nests too deeply.
 */
export function parseJson(body: string): unknown {
  const tooDeep = tooDeepAt(body);
  if (tooDeep !== undefined) {
    const { line, column } = place(body, tooDeep);
    throw new RequestError([
      {
        path: "",
        message: `The body nests lists and objects more than ${deepestNesting} deep at line ${line}, column ${column}.`,
      },
    ]);
  }
  try {
    return JSON.parse(body) as unknown;
  } catch {
    const faults: ParseError[] = [];
    parse(body, faults, { disallowComments: true, allowTrailingComma: false });
    const fault = faults.at(0);
    if (!fault) throw new RequestError([{ path: "", message: "The body is not JSON." }]);
    const { line, column } = place(body, fault.offset);
    const what = printParseErrorCode(fault.error)
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .toLowerCase();
    throw new RequestError([
      { path: "", message: `The body is not JSON: ${what} at line ${line}, column ${column}.` },
    ]);
  }
}

const readText: RequestHandler = text({ type: () => true, limit: bodyLimitBytes, defaultCharset: "utf-8" });

/** Reads a JSON body into `request.body`. Refuses other media types, bodies above {@link bodyLimitBytes} and broken JSON. */
export const jsonBody: RequestHandler = (request, response, next) => {
  const mediaType = request.headers["content-type"];
  const hasBody =
    request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"]) > 0;
  if (!hasBody) {
    throw new RequestError([{ path: "", message: "The request has no body; send a JSON object." }]);
  }
  if (mediaType === undefined || !/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(mediaType)) {
    const received = mediaType === undefined ? "nothing" : `"${mediaType}"`;
    throw new MediaTypeError(`content-type must be application/json, got ${received}.`);
  }
  readText(request, response, (error?: unknown) => {
    if (error !== undefined) {
      next(error);
      return;
    }
    // This runs after the reader's own callback: what it throws would reach nobody.
    try {
      request.body = parseJson(request.body as string);
    } catch (fault) {
      next(fault);
      return;
    }
    next();
  });
};
