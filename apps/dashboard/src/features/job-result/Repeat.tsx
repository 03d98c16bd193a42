import type { Job } from "@ansatz/contract";
import { Button, CopyButton, Group, Stack, Text } from "@mantine/core";
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
}

interface RepeatProps {
  readonly job: Job;
  readonly files: readonly FileOffer[];
}

/** The result as files, and the command that repeats it. */
export function Repeat({ job, files }: RepeatProps) {
  const command = cliCommand(job);
  const needsFile = "xyz" in job.request.molecule;
  return (
    <Section title="Take it with you">
      <Stack gap="md">
        <Group gap="sm">
          {files.map(({ label, extension, type, text }) => (
            <Button
              key={label}
              variant="default"
              size="sm"
              leftSection={<DownloadIcon size={15} />}
              onClick={() => downloadText(`${fileStem(job.title)}.${extension}`, text(), type)}
            >
              {label}
            </Button>
          ))}
        </Group>
        <div>
          <Text size="sm" mb={6}>
            The same calculation in a terminal{needsFile && ", with the XYZ text saved as molecule.xyz"}:
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
