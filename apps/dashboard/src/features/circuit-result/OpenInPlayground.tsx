import type { CircuitRequest } from "@ansatz/contract";
import type { Circuit } from "@ansatz/simulator";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import {
  fromCircuit,
  greatestOperationCount,
  greatestQubitCount,
} from "../playground/editor/circuit-document.ts";
import { encodeLink, greatestLinkLength } from "../playground/share/link-codec.ts";
import { defaultSettings, greatestShots } from "../playground/share/shared-state.ts";

interface OpenInPlaygroundProps {
  readonly circuit: Circuit;
  readonly request: CircuitRequest;
}

/** Leads to the playground with the circuit in it; nothing where it is too large for that. */
export function OpenInPlayground({ circuit, request }: OpenInPlaygroundProps) {
  const [fragment, setFragment] = useState<string>();
  const { qubitCount, operations } = circuit;
  const isFitting = qubitCount <= greatestQubitCount && operations.length <= greatestOperationCount;
  const { shots = defaultSettings.shots, seed, parameters } = request;
  useEffect(() => {
    if (!isFitting) return undefined;
    let isCurrent = true;
    const settings = { shots: Math.min(shots, greatestShots), seed, noise: 0 };
    void encodeLink({ document: fromCircuit(circuit, parameters), settings }).then((link) => {
      if (isCurrent && link.length <= greatestLinkLength) setFragment(link);
    });
    return () => {
      isCurrent = false;
    };
  }, [circuit, isFitting, parameters, seed, shots]);
  if (fragment === undefined) return null;
  return (
    <Button component={Link} to="/playground" hash={fragment} variant="default" size="sm">
      Open in the playground
    </Button>
  );
}
