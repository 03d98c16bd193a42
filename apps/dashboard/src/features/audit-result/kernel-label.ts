import { capital } from "./model-words.ts";

const words: Readonly<Record<string, string>> = {
  rbf: "RBF",
  matern32: "Matérn 3/2",
  matern52: "Matérn 5/2",
  zz: "ZZ map",
  iqp: "IQP map",
  unentangled: "without entanglement",
};

/** A kernel's name in words: "ZZ map without entanglement, fidelity" for "zz-unentangled-fidelity". */
export function kernelLabel(name: string): string {
  const parts = name.split("-");
  const last =
    parts.length > 1 && ["fidelity", "projected"].includes(parts.at(-1)!) ? parts.pop() : undefined;
  const text = parts
    .join(" ")
    .replace("hardware efficient", "hardware-efficient map")
    .split(" ")
    .map((part) => words[part] ?? part)
    .join(" ");
  return capital(last === undefined ? text : `${text}, ${last}`);
}
