import { Button, Menu } from "@mantine/core";
import { drawCircuitSvg } from "@ansatz/simulator";
import { downloadText } from "../../../shared/download.ts";
import { DownloadIcon } from "../../../shared/icons.tsx";
import { toCircuit, type CircuitDocument } from "../editor/circuit-document.ts";
import { writeFile } from "../text/write-text.ts";
import { toJson } from "./link-codec.ts";

interface DownloadMenuProps {
  readonly document: CircuitDocument;
  /** Gets why a file could not be written; undefined when one was. */
  readonly onProblem: (problem: string | undefined) => void;
}

/** The circuit as a file. */
export function DownloadMenu({ document, onProblem }: DownloadMenuProps) {
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
        <Menu.Item onClick={offer("circuit.qasm", "text/plain", () => writeFile(document, 3))}>
          OpenQASM 3
        </Menu.Item>
        <Menu.Item onClick={offer("circuit-2.qasm", "text/plain", () => writeFile(document, 2))}>
          OpenQASM 2
        </Menu.Item>
        <Menu.Item onClick={offer("circuit.json", "application/json", () => toJson(document))}>
          JSON
        </Menu.Item>
        <Menu.Item onClick={offer("circuit.svg", "image/svg+xml", () => drawCircuitSvg(toCircuit(document)))}>
          SVG drawing
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
