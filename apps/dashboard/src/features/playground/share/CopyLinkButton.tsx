import { Button } from "@mantine/core";
import { useState } from "react";
import { useAnnounce } from "../../../app/announcer.tsx";
import { CheckIcon, CopyIcon } from "../../../shared/icons.tsx";
import type { LinkState } from "./use-link.ts";

/** Copies a link that holds the whole circuit. */
export function CopyLinkButton({ link }: { readonly link: LinkState }) {
  const [isCopied, setIsCopied] = useState(false);
  const announce = useAnnounce();
  const copy = async () => {
    const address = await link.create();
    if (address === undefined) {
      announce("The circuit is too long for a link: download it instead.");
      return;
    }
    try {
      await navigator.clipboard.writeText(address);
      announce("The link is in the clipboard.");
    } catch {
      announce("The browser does not let the page copy: the address bar holds the same link.");
      return;
    }
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), 2_000);
  };
  return (
    <Button
      variant="default"
      size="xs"
      disabled={link.isTooLong}
      leftSection={isCopied ? <CheckIcon size={14} /> : <CopyIcon size={14} />}
      onClick={() => void copy()}
    >
      {isCopied ? "Copied" : link.isTooLong ? "Too long for a link" : "Copy link"}
    </Button>
  );
}
