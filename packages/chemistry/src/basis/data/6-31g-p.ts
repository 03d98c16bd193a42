/** What 6-31G** adds to 6-31G*. Format: see ../parse.ts. */
export const polarization631gP = `
H
p 1.1 | 1
He
p 1.1 | 1
`;
