import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import type { CircuitDocument } from "../editor/circuit-document.ts";
import { firstDocument } from "../editor/examples.ts";
import {
  decodeLink,
  encodeLink,
  greatestLinkLength,
  isCircuitLink,
  UnreadableLinkError,
} from "./link-codec.ts";
import { defaultSettings, type RunSettings, type SharedState } from "./shared-state.ts";

export interface LinkState {
  /** What is wrong with the link that the page was opened by. */
  readonly problem: string | undefined;
  readonly dismiss: () => void;
  /** Whether the circuit is too long for a link. */
  readonly isTooLong: boolean;
  /** The page's address with the circuit as it is now; undefined where it is too long. */
  readonly create: () => Promise<string | undefined>;
}

/**
 * Keeps the circuit in the fragment of the page's address, so that a reload, a bookmark and a copied address bring it
 * back; and takes over the circuit of a link that is opened. The fragment never leaves the browser.
 */
export function useLink(
  document: CircuitDocument,
  settings: RunSettings,
  onLoad: (shared: SharedState) => void,
): LinkState {
  const fragment = useRouterState({ select: ({ location }) => location.hash });
  const navigate = useNavigate();
  // The fragment that belongs to the circuit on the page; the example that every visit begins with has none.
  const own = useRef<string | undefined>(undefined);
  const load = useRef(onLoad);
  const [problem, setProblem] = useState<string>();
  const [isTooLong, setIsTooLong] = useState(false);
  const [isReady, setIsReady] = useState(() => !isCircuitLink(fragment));
  const [settled] = useDebouncedValue(document, 400);
  const [settledSettings] = useDebouncedValue(settings, 400);
  useEffect(() => {
    load.current = onLoad;
  }, [onLoad]);

  useEffect(() => {
    if (fragment === own.current || !isCircuitLink(fragment)) return;
    own.current = fragment;
    decodeLink(fragment).then(
      (shared) => {
        setProblem(undefined);
        load.current(shared);
        setIsReady(true);
      },
      (error: unknown) => {
        setProblem(error instanceof UnreadableLinkError ? error.message : String(error));
        setIsReady(true);
      },
    );
  }, [fragment]);

  useEffect(() => {
    const isUntouched = settled === firstDocument && settledSettings === defaultSettings;
    if (!isReady || (own.current === undefined && isUntouched)) return;
    let isCurrent = true;
    void encodeLink({ document: settled, settings: settledSettings }).then(async (link) => {
      if (!isCurrent || link === own.current) return;
      const fits = link.length <= greatestLinkLength;
      setIsTooLong(!fits);
      if (!fits) return;
      own.current = link;
      await navigate({ to: ".", hash: link, replace: true, resetScroll: false, hashScrollIntoView: false });
    });
    return () => {
      isCurrent = false;
    };
  }, [settled, settledSettings, isReady, navigate]);

  return {
    problem,
    dismiss: () => setProblem(undefined),
    isTooLong,
    async create() {
      const link = await encodeLink({ document, settings });
      return link.length > greatestLinkLength ? undefined : `${location.origin}${location.pathname}#${link}`;
    },
  };
}
