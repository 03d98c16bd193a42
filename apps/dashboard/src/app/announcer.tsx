import { createContext, use, useCallback, useMemo, useState, type ReactNode } from "react";
import { VisuallyHidden } from "@mantine/core";

type Announce = (message: string) => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/** Tells a screen reader something that has changed on the page. */
export function useAnnounce(): Announce {
  return use(AnnounceContext);
}

/** Holds the page's one polite live region. */
export function AnnouncerProvider({ children }: { readonly children: ReactNode }) {
  const [message, setMessage] = useState("");
  const announce = useCallback<Announce>((text) => setMessage(text), []);
  const region = useMemo(
    () => (
      <VisuallyHidden role="status" aria-live="polite" data-testid="announcer">
        {message}
      </VisuallyHidden>
    ),
    [message],
  );
  return (
    <AnnounceContext value={announce}>
      {children}
      {region}
    </AnnounceContext>
  );
}
