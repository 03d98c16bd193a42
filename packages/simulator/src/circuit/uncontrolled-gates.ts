import type { GateName } from "./operation.ts";

/**
 * Gates of the table that are another one under the control of their first qubits, with the same parameters. cu is none: it
 * carries a phase that u does not.
 */
export const uncontrolledGates: Readonly<Partial<Record<GateName, GateName>>> = {
  cx: "x",
  cy: "y",
  cz: "z",
  ch: "h",
  cs: "s",
  csdg: "sdg",
  csx: "sx",
  csxdg: "sxdg",
  crx: "rx",
  cry: "ry",
  crz: "rz",
  cp: "p",
  ccx: "x",
  ccz: "z",
  cswap: "swap",
};
