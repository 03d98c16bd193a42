import { catalogueSchema } from "@ansatz/contract";
import { expect, test } from "vitest";
import { catalogue } from "./catalogue.ts";

test("the catalogue has the contract's form, and each molecule its geometry", async () => {
  const { basisSets, molecules } = catalogueSchema.parse(await catalogue());
  expect(basisSets.find(({ name }) => name === "sto-3g")?.elements).toEqual(
    expect.arrayContaining(["H", "Ar"]),
  );
  const water = molecules.find(({ name }) => name === "h2o")!;
  expect(water).toMatchObject({ formula: "H2O", charge: 0, multiplicity: 1 });
  expect(water.xyz).toMatch(/^3\n.*\nO /);
});
