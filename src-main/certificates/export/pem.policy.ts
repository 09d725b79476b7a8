/** PEM (RFC 7468): lines of 64 characters, ended by a line feed. */
export function pemOf(label: string, der: Uint8Array): string {
  const body =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `${[`-----BEGIN ${label}-----`, ...body, `-----END ${label}-----`].join('\n')}\n`
}
