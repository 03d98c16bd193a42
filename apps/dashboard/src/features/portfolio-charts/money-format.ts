import { signed } from "../../shared/format.ts";

/** "12.34 %" with a true minus sign and a space that does not break. */
export function percentText(share: number, digits = 2): string {
  return `${signed((100 * share).toFixed(digits))}\u00A0%`;
}

/** A probability in percent with three digits that count; small ones as a power of ten. */
export function probabilityText(share: number): string {
  if (share !== 0 && share < 1e-6) return `${signed((100 * share).toExponential(1))}\u00A0%`;
  return `${Number((100 * share).toPrecision(3))}\u00A0%`;
}

/** A number with so many digits that count, thousands separated. */
export function figureText(value: number, digits = 6): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15))
    return signed(value.toExponential(Math.min(3, digits - 1)));
  return signed(Number(value.toPrecision(digits)).toLocaleString("en-US", { maximumFractionDigits: 12 }));
}

/** Money without cents above a thousand. */
export function moneyText(value: number): string {
  const digits = Math.abs(value) >= 1000 ? 0 : 2;
  return signed(
    value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
}

/** "1.2M", "35k" for axes. */
export function shortMoney(value: number): string {
  return signed(value.toLocaleString("en-US", { notation: "compact", maximumSignificantDigits: 3 }));
}
