/** Letters, digits and what UUIDs, ULIDs and trace ids have between them: nothing that could end a header or a log line. */
const acceptable = /^[A-Za-z0-9][A-Za-z0-9._:-]{7,127}$/

/** The id a proxy in front has given the request, or a new one where that is missing, came twice, or could be anything. */
export function requestIdOf(header: string | string[] | undefined, make: () => string): string {
  return typeof header === 'string' && acceptable.test(header) ? header : make()
}
