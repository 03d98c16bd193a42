import { createRandom } from "@ansatz/simulator";

/** Invented daily prices of four assets and an index as CSV, with a gap that the check has to find. */
export function pricesCsv(): string {
  const { normal } = createRandom(7);
  const prices = [100, 50, 20, 80, 1000];
  const day = Date.UTC(2020, 0, 6);
  const rows = ["Date,Alpha,Beta,Gamma,Delta,Index", "Sector,Energy,Energy,Health,Health,"];
  for (let row = 0; row < 300; row++) {
    const market = 0.01 * normal();
    for (let asset = 0; asset < prices.length; asset++) {
      prices[asset] *= 1 + 0.0004 + market + (asset === 4 ? 0 : 0.008 * normal());
    }
    const date = new Date(day + 86_400_000 * (7 * Math.floor(row / 5) + (row % 5)))
      .toISOString()
      .slice(0, 10);
    rows.push(
      [date, ...prices.map((price, asset) => (row === 40 && asset === 2 ? "" : price.toFixed(4)))].join(","),
    );
  }
  return `${rows.join("\n")}\n`;
}
