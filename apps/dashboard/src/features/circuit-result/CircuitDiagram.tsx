import type { CircuitRequest } from "@ansatz/contract";
import { drawCircuitSvg, type Circuit } from "@ansatz/simulator";
import { Button, Text, useComputedColorScheme } from "@mantine/core";
import { useMemo } from "react";
import { downloadText, fileStem } from "../../shared/download.ts";
import { DownloadIcon } from "../../shared/icons.tsx";
import { Section } from "../../shared/Section.tsx";
import classes from "./circuit-result.module.css";
import { OpenInPlayground } from "./OpenInPlayground.tsx";
import type { CircuitReading } from "./read-request.ts";

/** Larger pictures are a blur and slow to draw. */
const greatestDrawn = { qubits: 40, operations: 400 };
/** Pixels after which a circuit goes on below. */
const pictureWidth = 1100;

interface CircuitDiagramProps {
  readonly reading: CircuitReading;
  readonly request: CircuitRequest;
}

/** The circuit as a picture. */
export function CircuitDiagram({ reading, request }: CircuitDiagramProps) {
  const { circuit, problem } = reading;
  const theme = useComputedColorScheme("light");
  const title = request.name ?? "Circuit";
  const isDrawn =
    circuit !== undefined &&
    circuit.qubitCount <= greatestDrawn.qubits &&
    circuit.operations.length <= greatestDrawn.operations;
  const source = useMemo(
    () => (isDrawn ? drawing(circuit, theme, title) : undefined),
    [circuit, isDrawn, theme, title],
  );
  return (
    <Section title="Circuit" aside={circuit && <OpenInPlayground circuit={circuit} request={request} />}>
      {source === undefined ? (
        <Text c="dimmed" size="sm">
          {problem ?? "The circuit is too large for a picture on this page; ansatz draw makes one."}
        </Text>
      ) : (
        <>
          <div className={classes.diagram} tabIndex={0} role="region" aria-label="Diagram of the circuit">
            <img src={source.address} alt={source.description} className={classes.picture} />
          </div>
          <Button
            variant="subtle"
            size="compact-sm"
            mt="xs"
            leftSection={<DownloadIcon size={14} />}
            onClick={() => downloadText(`${fileStem(title)}.svg`, source.svg, "image/svg+xml")}
          >
            SVG
          </Button>
        </>
      )}
    </Section>
  );
}

function drawing(
  circuit: Circuit,
  theme: "light" | "dark",
  title: string,
): { svg: string; address: string; description: string } {
  const svg = drawCircuitSvg(circuit, { theme, width: pictureWidth, title });
  const description = /<desc[^>]*>([\s\S]*?)<\/desc>/.exec(svg)?.[1] ?? title;
  return { svg, address: `data:image/svg+xml,${encodeURIComponent(svg)}`, description };
}
