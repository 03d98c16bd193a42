/** OpenQASM 2's `qelib1.inc` and OpenQASM 3's `stdgates.inc`. */
export type GateLibrary = "qelib1" | "stdgates";

const names = (text: string): readonly string[] => Object.freeze(text.split(" "));

/**
 * The gates that each standard library of OpenQASM defines. `qelib1` is the file of Qiskit 2, a superset of the one in
 * arXiv:1707.03429; `stdgates` is that of the OpenQASM 3.1 specification, "Standard library". `U`, `CX` and `gphase`
 * belong to the languages themselves.
 */
export const gateLibraries: Readonly<Record<GateLibrary, readonly string[]>> = {
  qelib1: names(
    "u3 u2 u1 cx id u0 u p x y z h s sdg t tdg rx ry rz sx sxdg cz cy swap ch ccx cswap crx cry crz cu1 cp cu3 csx " +
      "cu rxx rzz rccx rc3x c3x c3sqrtx c4x",
  ),
  stdgates: names(
    "p x y z h s sdg t tdg sx rx ry rz cx cy cz cp crx cry crz ch swap ccx cswap cu CX phase cphase id u1 u2 u3",
  ),
};
