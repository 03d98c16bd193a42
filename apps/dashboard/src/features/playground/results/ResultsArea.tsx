import { Alert, Group, Loader, Progress, SegmentedControl, Text } from "@mantine/core";
import { memo, useDeferredValue, useMemo, useState } from "react";
import { isUnitaryCircuit, withOperations } from "@ansatz/simulator";
import { Section } from "../../../shared/Section.tsx";
import { toCircuit, type CircuitDocument } from "../editor/circuit-document.ts";
import type { PlaygroundActions } from "../editor/use-playground.ts";
import type { RunSettings } from "../share/shared-state.ts";
import type { MeasurementView, SimulationQuestion, SimulationResult } from "../simulation/types.ts";
import { useSimulation } from "../simulation/use-simulation.ts";
import { BlochSpheres } from "./BlochSpheres.tsx";
import { EntanglementPanel } from "./EntanglementPanel.tsx";
import { methodWords } from "./method-words.ts";
import { NoisePanel } from "./NoisePanel.tsx";
import classes from "./results.module.css";
import { SampleControls } from "./SampleControls.tsx";
import { SamplesChart } from "./SamplesChart.tsx";
import { StateChart } from "./StateChart.tsx";

interface ResultsAreaProps {
  readonly document: CircuitDocument;
  readonly settings: RunSettings;
  readonly step: number | null;
  readonly actions: PlaygroundActions;
}

/** What of the circuit is simulated: all of it, or the operations up to the chosen step. */
function useQuestion({ document, settings, step }: ResultsAreaProps, view: MeasurementView) {
  const circuit = useMemo(() => toCircuit(document), [document]);
  const question = useMemo((): SimulationQuestion => {
    const run = step === null ? circuit : withOperations(circuit, circuit.operations.slice(0, step));
    return { circuit: run, values: document.values, view, ...settings };
  }, [circuit, document.values, settings, step, view]);
  return { question, isUnitary: isUnitaryCircuit(question.circuit) };
}

/** State, samples, Bloch spheres and entanglement of the circuit, kept up to date. */
export const ResultsArea = memo(function ResultsArea(props: ResultsAreaProps) {
  const { settings, actions } = props;
  const [view, setView] = useState<MeasurementView>("average");
  const { question, isUnitary } = useQuestion(props, view);
  const { result, error, isRunning, fraction } = useSimulation(question);
  const changeSettings = (change: Partial<RunSettings>) => actions.dispatch({ kind: "settings", change });
  return (
    <>
      {error && (
        <Alert color="red" variant="light" title="The circuit was not simulated" role="alert">
          {error.message}
        </Alert>
      )}
      {isRunning && fraction !== undefined && (
        <Progress value={fraction * 100} aria-label="Progress of the simulation" />
      )}
      {!isUnitary && settings.noise === 0 && (
        <Group gap="sm">
          <Text size="sm">Where the circuit measures, show</Text>
          <SegmentedControl
            size="xs"
            aria-label="What is shown behind a measurement"
            value={view}
            onChange={(value) => setView(value === "one-run" ? "one-run" : "average")}
            data={[
              { value: "average", label: "all outcomes, by their weight" },
              { value: "one-run", label: "one run" },
            ]}
          />
          {result?.classicalBits && (
            <Text size="sm" className="number" data-testid="classical-bits">
              Classical bits: {result.classicalBits}
            </Text>
          )}
        </Group>
      )}
      <Section title="Noise">
        <NoisePanel noise={settings.noise} onChange={(noise) => changeSettings({ noise })} result={result} />
      </Section>
      {result ? (
        <div className={`${classes.results} ${isRunning ? classes.stale : ""}`} aria-busy={isRunning}>
          <Results result={result} settings={settings} onChange={changeSettings} />
        </div>
      ) : (
        !error && (
          <div className={classes.waiting}>
            <Loader aria-label="Calculating the state" />
          </div>
        )
      )}
    </>
  );
});

interface ResultsProps {
  readonly result: SimulationResult;
  readonly settings: RunSettings;
  readonly onChange: (change: Partial<RunSettings>) => void;
}

function Results({ result, settings, onChange }: ResultsProps) {
  // The histogram and the graph may come a frame after the state itself.
  const later = useDeferredValue(result);
  return (
    <>
      <div>
        <Section title="State" description={methodWords(result)}>
          <StateChart result={result} />
        </Section>
        <Section title="Runs">
          <SampleControls settings={settings} onChange={onChange} />
          {later.samples && <SamplesChart samples={later.samples} />}
        </Section>
      </div>
      <div>
        <Section title="Qubit by qubit">
          <BlochSpheres result={result} />
        </Section>
        <Section title="Entanglement">
          <EntanglementPanel result={later} />
        </Section>
      </div>
    </>
  );
}
