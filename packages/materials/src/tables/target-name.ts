/** A column's name taken apart. */
export interface NamedQuantity {
  readonly name: string;
  /** Undefined where the header gives none. */
  readonly unit: string | undefined;
}

const unitSuffix =
  /^(.*[^_\s])[_\s](eV|meV|GPa|MPa|kPa|Pa|K|°C|degC|J\/mol|kJ\/mol|W\/mK|eV\/atom|meV\/atom|S\/cm|HV|nm|Å|g\/cm3|g\/cc)$/;

/** Name and unit of a header: "yield strength (MPa)", "gap [eV]", "Tc / K", "gap_eV". */
export function readQuantity(header: string): NamedQuantity {
  const bracketed = /^(.+?)\s*[([]([^()[\]]+)[)\]]$/.exec(header);
  if (bracketed !== null) return { name: bracketed[1], unit: bracketed[2].trim() };
  const slashed = /^(.+?)\s+\/\s*(\S.*)$/.exec(header);
  if (slashed !== null) return { name: slashed[1], unit: slashed[2] };
  const suffixed = unitSuffix.exec(header);
  if (suffixed !== null) return { name: suffixed[1], unit: suffixed[2] };
  return { name: header, unit: undefined };
}
