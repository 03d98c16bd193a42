import { Accordion, List, Text } from "@mantine/core";
import { memo } from "react";
import { keyHelp } from "../circuit-grid/grid-keys.ts";
import classes from "../playground.module.css";

/** What a newcomer has to know, and the keys. */
export const HelpPanel = memo(function HelpPanel() {
  return (
    <Accordion variant="contained" radius="md" order={2}>
      <Accordion.Item value="idea">
        <Accordion.Control>What am I looking at? Qubits in five sentences</Accordion.Control>
        <Accordion.Panel>
          <List size="sm" spacing={6} maw="48rem">
            <List.Item>
              A <b>qubit</b> is a wire. It starts in 0, is changed by the gates from left to right, and gives
              0 or 1 when it is measured.
            </List.Item>
            <List.Item>
              In between it can be in a <b>superposition</b>: both at once, each with an amplitude. The square
              of an amplitude is the probability of that answer.
            </List.Item>
            <List.Item>
              Amplitudes have a <b>phase</b>, drawn as colour and arrow. Probabilities do not show it, but it
              decides whether two ways to the same answer add up or cancel: that is interference.
            </List.Item>
            <List.Item>
              Qubits can be <b>entangled</b>: the whole is then in a definite state though no part is. On the
              Bloch sphere the arrow of such a part is shorter than 1.
            </List.Item>
            <List.Item>
              <b>Measuring</b> ends the superposition. One run gives one answer, so that a circuit is run many
              times and the answers are counted.
            </List.Item>
          </List>
        </Accordion.Panel>
      </Accordion.Item>
      <Accordion.Item value="keys">
        <Accordion.Control>Keyboard</Accordion.Control>
        <Accordion.Panel>
          <Text size="sm" mb="xs">
            Go to the circuit with Tab. Everything that the mouse can do has a key.
          </Text>
          <dl className={classes.keys}>
            {keyHelp.map(([keys, effect]) => (
              <div key={keys} style={{ display: "contents" }}>
                <dt>{keys}</dt>
                <dd>{effect}</dd>
              </div>
            ))}
          </dl>
        </Accordion.Panel>
      </Accordion.Item>
      <Accordion.Item value="method">
        <Accordion.Control>How is this calculated?</Accordion.Control>
        <Accordion.Panel>
          <Text size="sm" maw="48rem">
            Nothing leaves your browser: the simulator runs in this page, the same one that the command line
            and the server use. Without noise it calculates all 2ⁿ amplitudes exactly, up to 20 qubits. With
            noise it calculates the exact density matrix up to 8 qubits, and averages seeded random runs
            beyond. The noise is depolarising: after every gate each of its qubits is, with the probability
            you set, replaced by a completely random one.
          </Text>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
});
