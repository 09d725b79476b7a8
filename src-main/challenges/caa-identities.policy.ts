const domainName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/

/** More than any authority goes by. */
const most = 4

/**
 * The names a directory goes by in CAA records, as far as they can stand there (RFC 8659 §4.2). Where one cannot, or there
 * are more than any authority has, none: a record that names only some might not be the one that it looks for.
 */
export function caaIdentitiesOf(listed: readonly string[]): string[] {
  const names = [...new Set(listed.map((name) => name.toLowerCase().replace(/\.$/, '')))]
  return names.length <= most && names.every((name) => name.length <= 100 && domainName.test(name)) ? names : []
}
