import type { NamedUse } from './named-use.port.ts'

/** IIS and WinRM have Windows' own HTTP server serve them, which then names the same certificate at the same port: once is enough. */
export function withoutSaidTwice(uses: readonly NamedUse[]): NamedUse[] {
  const served = uses.filter(({ kind }) => kind === 'iis' || kind === 'winrm')
  return uses.filter((use) => {
    if (use.kind !== 'http-sys' || use.address === undefined) return true
    return !served.some(({ address, thumbprint }) => thumbprint === use.thumbprint && address?.port === use.address?.port)
  })
}
