import type { AuditResult } from "@ansatz/contract";
import { Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { ChartFrame } from "../../shared/ChartFrame.tsx";
import { NumberTable } from "../../shared/NumberTable.tsx";
import classes from "./audit-result.module.css";
import { heatColor, heatGradient } from "./heat-color.ts";

type Kernel = AuditResult["kernels"][number];

/** Rows and columns of the table beside the picture. */
const listed = 16;

/** Means of the entries between rows near each other in the target, and between all. */
export function describeGram({ size, values }: Kernel["picture"]): { near: number; all: number } {
  let [near, nearCount, all, allCount] = [0, 0, 0, 0];
  const reach = Math.max(1, Math.floor(size / 8));
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      all += values[i * size + j];
      allCount++;
      if (j - i > reach) continue;
      near += values[i * size + j];
      nearCount++;
    }
  }
  return { near: near / Math.max(1, nearCount), all: all / Math.max(1, allCount) };
}

/** A kernel's matrix as a picture, rows and columns in the order of their targets. */
export function GramHeatMap({ kernel, label }: { readonly kernel: Kernel; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [at, setAt] = useState<readonly [number, number]>();
  const { size, values } = kernel.picture;
  const { near, all } = describeGram(kernel.picture);

  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const image = context.createImageData(size, size);
    values.forEach((value, index) => image.data.set([...heatColor(value), 255], 4 * index));
    context.putImageData(image, 0, 0);
  }, [size, values]);

  const rows = Array.from({ length: Math.min(listed, size) }, (_, k) =>
    Math.floor((k * size) / Math.min(listed, size)),
  );
  const words = `Rows of like targets have ${near.toFixed(2)} on average, all pairs ${all.toFixed(2)}`;
  return (
    <div>
      <ChartFrame
        label={`Gram matrix of ${label}, ${size} rows ordered by target. ${words}.`}
        height="auto"
        legend={[]}
        table={
          <NumberTable
            heads={["Row", ...rows.map((row) => String(row + 1))]}
            rows={rows.map((row) => [
              String(row + 1),
              ...rows.map((column) => values[row * size + column].toFixed(2)),
            ])}
          />
        }
      >
        <canvas
          ref={canvas}
          width={size}
          height={size}
          className={classes.gram}
          onMouseLeave={() => setAt(undefined)}
          onMouseMove={({ currentTarget, clientX, clientY }) => {
            const box = currentTarget.getBoundingClientRect();
            const place = (position: number, from: number, width: number): number =>
              Math.min(size - 1, Math.max(0, Math.floor(((position - from) / width) * size)));
            setAt([place(clientY, box.top, box.height), place(clientX, box.left, box.width)]);
          }}
        />
      </ChartFrame>
      <div className={classes.scale} aria-hidden="true">
        <span>0</span>
        <span className={classes.ramp} style={{ background: heatGradient }} />
        <span>1</span>
      </div>
      <Text size="xs" c="dimmed" mt={4} className="number">
        {at === undefined
          ? `${size} rows, lowest targets at the top left. ${words}.`
          : `Places ${at[0] + 1} and ${at[1] + 1} by target: ${values[at[0] * size + at[1]].toFixed(3)}`}
      </Text>
    </div>
  );
}
