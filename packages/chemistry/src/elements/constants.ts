/**
 * Fundamental constants, CODATA 2018 recommended values.
 * Source: E. Tiesinga, P. J. Mohr, D. B. Newell, B. N. Taylor, Rev. Mod. Phys. 93, 025010 (2021).
 */

/** One bohr in ångström. */
export const bohrAngstrom = 0.529177210903;

/** One hartree in electronvolt. */
export const hartreeElectronvolt = 27.211386245988;

/** One hartree in kJ/mol. */
export const hartreeKilojoulePerMole = 2625.4996394799;

/** One hartree in kcal/mol, with the thermochemical calorie of 4.184 J. */
export const hartreeKilocaloriePerMole = hartreeKilojoulePerMole / 4.184;

/** One hartree in cm⁻¹. */
export const hartreeWavenumber = 219474.6313632;

/** One atomic unit of electric dipole moment (e·a₀) in debye. */
export const atomicDipoleDebye = 2.541746473;

/** One unified atomic mass unit in electron masses. */
export const daltonElectronMass = 1822.888486209;

/** Chemical accuracy, 1 kcal/mol, in hartree. */
export const chemicalAccuracy = 1 / hartreeKilocaloriePerMole;
