import type { GroundStateResult } from "@ansatz/contract";
import { formatSeconds } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { stageLabel } from "../job/stages.ts";
import { FactList } from "./FactList.tsx";

/** Seconds of each stage. */
export function Timings({ result }: { readonly result: GroundStateResult }) {
  return (
    <Section title="Timings">
      <FactList
        facts={[
          ...result.timings.map(
            ({ stage, seconds }) => [stageLabel(stage) ?? stage, formatSeconds(seconds)] as const,
          ),
          ["Whole run", formatSeconds(result.seconds)],
        ]}
      />
    </Section>
  );
}
