/** What 6-31G* adds to 6-31G. Format: see ../parse.ts. */
export const polarization631gD = `
Li
d 0.2 | 1
Be
d 0.4 | 1
B
d 0.6 | 1
C
d 0.8 | 1
N
d 0.8 | 1
O
d 0.8 | 1
F
d 0.8 | 1
Ne
d 0.8 | 1
Na
d 0.175 | 1
Mg
d 0.175 | 1
Al
d 0.325 | 1
Si
d 0.45 | 1
P
d 0.55 | 1
S
d 0.65 | 1
Cl
d 0.75 | 1
Ar
d 0.85 | 1
K
d 0.04485 | 1
Ca
d 0.0502 | 1
Ga
d 0.2289 | 1
Ge
d 0.2772 | 1
As
d 0.3277 | 1
Se
d 0.381 | 1
Br
d 0.4366 | 1
Kr
d 0.4948 | 1
`;
