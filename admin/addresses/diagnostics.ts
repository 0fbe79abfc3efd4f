/** The addresses of the Diagnostics pages. */
export const DIAGNOSTICS = "/diagnostics";
export const PERSON = `${DIAGNOSTICS}/person`;
export const LOOPS = `${DIAGNOSTICS}/loops`;
export const ENVIRONMENTS = `${DIAGNOSTICS}/environments`;
export const TOOLS = `${DIAGNOSTICS}/tools`;
export const CATALOGUE = `${DIAGNOSTICS}/catalogue`;

/** A cause's page in the catalogue. */
export const causePath = (code: string) => `${CATALOGUE}/${encodeURIComponent(code)}`;
