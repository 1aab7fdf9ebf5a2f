/** What is noted of a visit, or takes some of it away: none of these alone keeps it from standing. */
const LESSER: ReadonlySet<string> = new Set(['V04', 'V13', 'V15']);

/**
 * Whether this code is a reason why a visit does not stand, of all the codes that it has. A list of its own, so that a
 * page which asks for it needs not load the words of all codes; a test holds it against the catalogue.
 */
export const keepsFromStanding = (code: string): boolean => !LESSER.has(code);
