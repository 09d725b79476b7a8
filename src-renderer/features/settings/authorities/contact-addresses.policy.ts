/** The addresses in what was typed or pasted, each once, in their order. */
export function addressesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ''))]
}

/** As many as the agent takes. */
export const mostAddresses = 5

/** The first one that cannot be a mail address, as far as it can be told without asking; undefined where each may be. */
export function wrongAddress(addresses: readonly string[]): string | undefined {
  return addresses.find((address) => !/^[^@\s"<>()]+@[^@\s."<>()]+(\.[^@\s."<>()]+)+$/.test(address))
}
