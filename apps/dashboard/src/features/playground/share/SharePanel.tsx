import { Alert, Button, Code, CopyButton, Group, Menu, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useAnnounce } from "../../../app/announcer.tsx";
import { downloadText } from "../../../shared/download.ts";
import { CheckIcon, CopyIcon, DownloadIcon } from "../../../shared/icons.tsx";
import { drawCircuitSvg } from "@ansatz/simulator";
import { toCircuit, type CircuitDocument } from "../editor/circuit-document.ts";
import { writeFile } from "../text/write-text.ts";
import { toJson } from "./link-codec.ts";
import type { RunSettings } from "./shared-state.ts";
import type { LinkState } from "./use-link.ts";

interface ShareProps {
  readonly document: CircuitDocument;
  readonly settings: RunSettings;
  readonly link: LinkState;
}

type Problem = string | undefined;

/** Copies a link that holds the whole circuit. */
export function CopyLinkButton({ link }: Pick<ShareProps, "link">) {
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

/** The circuit as a file. */
export function DownloadMenu({ document, onProblem }: Pick<ShareProps, "document"> & { readonly onProblem: (problem: Problem) => void }) {
  const offer = (name: string, type: string, write: () => string) => () => {
    try {
      downloadText(name, write(), type);
      onProblem(undefined);
    } catch (error) {
      onProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<DownloadIcon size={14} />}>
          Download
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={offer("circuit.qasm", "text/plain", () => writeFile(document, 3))}>OpenQASM 3</Menu.Item>
        <Menu.Item onClick={offer("circuit-2.qasm", "text/plain", () => writeFile(document, 2))}>
          OpenQASM 2
        </Menu.Item>
        <Menu.Item onClick={offer("circuit.json", "application/json", () => toJson(document))}>JSON</Menu.Item>
        <Menu.Item onClick={offer("circuit.svg", "image/svg+xml", () => drawCircuitSvg(toCircuit(document)))}>
          SVG drawing
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** What the same run is on the command line. */
export function CommandLine({ settings: { shots, seed }, document }: Omit<ShareProps, "link">) {
  const names = Object.keys(document.values);
  const command = `npx ansatz run circuit.qasm --shots ${shots} --seed ${seed}`;
  return (
    <Stack gap={6}>
      <Text size="sm">
        The same circuit runs on the command line, on your machine and without an account: download it as
        OpenQASM and run
      </Text>
      <Group gap="xs" wrap="nowrap">
        <Code style={{ overflowX: "auto", whiteSpace: "nowrap" }} tabIndex={0}>
          {command}
        </Code>
        <CopyButton value={command}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="compact-xs"
              miw="5rem"
              leftSection={copied ? <CheckIcon size={12} /> : <CopyIcon size={12} />}
              onClick={copy}
            >
              {copied ? "Copied" : "Copy"}
            </Button>
          )}
        </CopyButton>
      </Group>
      {names.length > 0 && (
        <Text size="xs" c="dimmed">
          The downloaded text has the values of {names.join(", ")} written in.
        </Text>
      )}
    </Stack>
  );
}

/** Why a file could not be written. */
export function DownloadProblem({ problem, onClose }: { readonly problem: Problem; readonly onClose: () => void }) {
  if (problem === undefined) return null;
  return (
    <Alert color="red" variant="light" title="The file was not written" withCloseButton onClose={onClose} role="alert">
      {problem}
    </Alert>
  );
}
