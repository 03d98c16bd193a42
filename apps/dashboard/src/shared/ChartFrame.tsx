import { Box, Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useId, type ReactNode } from "react";
import { TableIcon } from "./icons.tsx";
import classes from "./chart.module.css";

interface ChartFrameProps {
  /** What the picture shows, in words. */
  readonly label: string;
  readonly legend: readonly {
    readonly name: string;
    readonly color: string;
    readonly dash?: "dashed" | "band" | "dot" | "fill";
  }[];
  /** By default that of all charts; "auto" for a picture that has its own. */
  readonly height?: "auto";
  readonly children: ReactNode;
  /** The same numbers as a table. */
  readonly table: ReactNode;
}

/** A chart with its legend and its numbers as a table for those who cannot or will not read pictures. */
export function ChartFrame({ label, legend, height, children, table }: ChartFrameProps) {
  const id = useId();
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <div>
      {legend.length > 0 && (
        <ul className={classes.legend}>
          {legend.map(({ name, color, dash }) => (
            <li key={name}>
              <span className={classes.swatch} data-kind={dash ?? "solid"} style={{ color }} />
              {name}
            </li>
          ))}
        </ul>
      )}
      <Box className={classes.chart} role="img" aria-label={label} {...(height ? { h: height } : {})}>
        {children}
      </Box>
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<TableIcon size={13} />}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={toggle}
      >
        {isOpen ? "Hide the table" : "Show as a table"}
      </Button>
      <div
        id={id}
        hidden={!isOpen}
        className={classes.table}
        tabIndex={isOpen ? 0 : undefined}
        role="region"
        aria-label={`Table: ${label}`}
      >
        {isOpen && table}
      </div>
    </div>
  );
}

export function NoData({ children }: { readonly children: ReactNode }) {
  return (
    <div className={classes.noData}>
      <Text size="sm" c="dimmed">
        {children}
      </Text>
    </div>
  );
}
