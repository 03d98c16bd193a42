import { Button, Code, CopyButton, Group, Stack, Text } from "@mantine/core";
import { memo } from "react";
import type { ParameterValues } from "@ansatz/simulator";
import { CheckIcon, CopyIcon } from "../../../shared/icons.tsx";
import { circuitCommandWords } from "../../circuit-result/circuit-command.ts";
import type { RunSettings } from "./shared-state.ts";

interface CommandLineProps {
  readonly settings: RunSettings;
  readonly values: ParameterValues;
}

/** What the same run is on the command line. */
export const CommandLine = memo(function CommandLine({ settings, values }: CommandLineProps) {
  const { shots, seed, noise } = settings;
  const names = Object.keys(values);
  const command = ["npx", "ansatz", ...circuitCommandWords({ qasm: "", shots, seed })].join(" ");
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
      {noise > 0 && (
        <Text size="xs" c="dimmed">
          Without the noise of this page: the command line takes noise models as files, or the presets of two
          devices (--noise).
        </Text>
      )}
      {names.length > 0 && (
        <Text size="xs" c="dimmed">
          The downloaded text has the values of {names.join(", ")} written in.
        </Text>
      )}
    </Stack>
  );
});
