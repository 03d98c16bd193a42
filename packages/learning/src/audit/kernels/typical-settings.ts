import type { Settings } from "../../models/model.ts";

/** The settings that were chosen on most folds; of equally frequent ones the first. Undefined where there are none. */
export function typicalSettings(perFold: readonly Settings[]): Settings | undefined {
  const counts = new Map<string, { settings: Settings; count: number }>();
  for (const settings of perFold) {
    const key = JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
    const entry = counts.get(key) ?? { settings, count: 0 };
    counts.set(key, { ...entry, count: entry.count + 1 });
  }
  return [...counts.values()].reduce<{ settings?: Settings; count: number }>(
    (best, entry) => (entry.count > best.count ? entry : best),
    { count: 0 },
  ).settings;
}
