import type { Job } from "@ansatz/contract";
import { Button, CopyButton, Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { downloadText, fileStem } from "../../shared/download.ts";
import { CheckIcon, CopyIcon, DownloadIcon } from "../../shared/icons.tsx";
import { Section } from "../../shared/Section.tsx";
import { cliCommand } from "./cli-command.ts";
import classes from "./job-result.module.css";

interface FileOffer {
  readonly label: string;
  readonly extension: string;
  readonly type: string;
  readonly text: () => string;
  /** Where the file has a name of its own. */
  readonly fileName?: string;
}

interface RepeatProps {
  readonly job: Job;
  readonly files: readonly FileOffer[];
  /** The file that the command reads, where it reads one. */
  readonly savedAs?: string | undefined;
  /** What that file holds, where it is no circuit. */
  readonly savedText?: string;
  /** More that can be done with the result. */
  readonly extra?: ReactNode;
}

/** The result as files, and the command that repeats it. */
export function Repeat({ job, files, savedAs, savedText = "the circuit", extra }: RepeatProps) {
  const command = cliCommand(job);
  const file =
    savedAs ?? ("molecule" in job.request && "xyz" in job.request.molecule ? "molecule.xyz" : undefined);
  return (
    <Section title="Take it with you">
      <Stack gap="md">
        <Group gap="sm">
          {files.map(({ label, extension, type, text, fileName }) => (
            <Button
              key={label}
              variant="default"
              size="sm"
              leftSection={<DownloadIcon size={15} />}
              onClick={() => downloadText(fileName ?? `${fileStem(job.title)}.${extension}`, text(), type)}
            >
              {label}
            </Button>
          ))}
          {extra}
        </Group>
        <div>
          <Text size="sm" mb={6}>
            The same calculation in a terminal
            {file !== undefined &&
              `, with ${savedAs === undefined ? "the XYZ text" : savedText} saved as ${file}`}
            :
          </Text>
          <code className={classes.command} data-testid="command">
            {command}
          </code>
          <CopyButton value={command}>
            {({ copied, copy }) => (
              <Button
                mt="xs"
                size="compact-sm"
                variant="subtle"
                leftSection={copied ? <CheckIcon size={14} /> : <CopyIcon size={14} />}
                onClick={copy}
              >
                {copied ? "Copied" : "Copy the command"}
              </Button>
            )}
          </CopyButton>
        </div>
      </Stack>
    </Section>
  );
}
