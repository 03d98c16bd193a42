import { totalmem } from "node:os";

/** Share of the machine's memory that states may take: the rest is for programs, results and everything else. */
const usableShare = 0.8;

/** Bytes that a simulation may take on this machine, or in the container that this process is held in. */
export function usableMemoryBytes(): number {
  const constrained = process.constrainedMemory();
  const memory = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return Math.floor(usableShare * memory);
}

/** 1.5 KiB, 640 MiB, 16 TiB. */
export function formatBytes(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
  let [value, unit] = [bytes, 0];
  while (value >= 1024 && unit + 1 < units.length) [value, unit] = [value / 1024, unit + 1];
  if (value >= 1e6) return `${value.toExponential(1)} ${units[unit]}`;
  return `${Number(value.toPrecision(3)).toLocaleString("en-US")} ${units[unit]}`;
}
