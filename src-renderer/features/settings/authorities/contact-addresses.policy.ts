/** The addresses in what was typed or pasted, each once, in their order. */
export function addressesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ''))]
}

/** As many as the agent takes. */
export const mostAddresses = 5

/** As the agent reads one (`z.email()`), whose library is too heavy for a page. */
const mail = /^(?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@([A-Za-z\d][A-Za-z\d-]*\.)+[A-Za-z]{2,}$/
const longestMail = 254

/** The first one that the agent would not take; undefined where each may be. */
export function wrongAddress(addresses: readonly string[]): string | undefined {
  return addresses.find((address) => address.length > longestMail || !mail.test(address))
}
