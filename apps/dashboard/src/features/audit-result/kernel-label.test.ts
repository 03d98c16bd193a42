import { expect, test } from "vitest";
import { kernelLabel } from "./kernel-label.ts";

test.each([
  ["rbf", "RBF"],
  ["matern52", "Matérn 5/2"],
  ["zz-fidelity", "ZZ map, fidelity"],
  ["zz-unentangled-fidelity", "ZZ map without entanglement, fidelity"],
  ["hardware-efficient-fidelity", "Hardware-efficient map, fidelity"],
  ["something-new", "Something new"],
])("%s is called %s", (name, label) => expect(kernelLabel(name)).toBe(label));
