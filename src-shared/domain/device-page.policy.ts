/** The device page's address by this machine's own name for itself: opens without any DNS, with a warning about the name. */
export function onThisMachine(deviceUrl: string): string {
  // Neither the DOM's nor Node's types are here, and the page's address is always https://name:port/.
  return deviceUrl.replace(/^https:\/\/[^:/]+/, 'https://localhost')
}
