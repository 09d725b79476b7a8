import type { RegistryKey } from '../../system/registry/registry.policy.ts'

/** What http.sys keeps beside the certificate of a binding (HTTP_SERVICE_CONFIG_SSL_PARAM, Microsoft Learn). */
export interface HttpSysSettings {
  /** A GUID in braces. */
  appId: string | undefined
  store: string
  certCheckMode: number
  /** s */
  revocationFreshnessTime: number
  /** ms */
  urlRetrievalTimeout: number
  ctlIdentifier: string
  ctlStore: string
  flags: number
  /** Values of the key that are none of these. */
  others: string[]
}

const names = {
  appId: 'AppId',
  hash: 'SslCertHash',
  store: 'SslCertStoreName',
  certCheckMode: 'DefaultSslCertCheckMode',
  revocationFreshnessTime: 'DefaultSslRevocationFreshnessTime',
  urlRetrievalTimeout: 'DefaultSslRevocationUrlRetrievalTimeout',
  ctlIdentifier: 'DefaultSslCtlIdentifier',
  ctlStore: 'DefaultSslCtlStoreName',
  flags: 'DefaultFlags',
  place: 'HostnamePort',
}
const known = new Set(Object.values(names).map((name) => name.toLowerCase()))

export function settingsOf(key: RegistryKey): HttpSysSettings {
  const appId = key.bytes(names.appId)
  return {
    appId: appId && guidOf(appId),
    store: key.text(names.store) || 'MY',
    certCheckMode: key.number(names.certCheckMode) ?? 0,
    revocationFreshnessTime: key.number(names.revocationFreshnessTime) ?? 0,
    urlRetrievalTimeout: key.number(names.urlRetrievalTimeout) ?? 0,
    ctlIdentifier: key.text(names.ctlIdentifier) ?? '',
    ctlStore: key.text(names.ctlStore) ?? '',
    flags: key.number(names.flags) ?? 0,
    others: key.names.filter((name) => !known.has(name.toLowerCase())),
  }
}

/** Whether nothing but the certificate, and the store it is in, differs. */
export function hasSettings(settings: HttpSysSettings, wanted: HttpSysSettings): boolean {
  const rest = ({ store: _, ...all }: HttpSysSettings) => JSON.stringify(all)
  return rest(settings) === rest(wanted)
}

/** The first three parts of a GUID are numbers, and lie as such: lowest byte first (MS-DTYP § 2.3.4.2). */
export function guidOf(bytes: Buffer): string | undefined {
  if (bytes.length !== 16) return undefined
  const number = (from: number, to: number) => hexOf(bytes.subarray(from, to).toReversed())
  const numbers = [number(0, 4), number(4, 6), number(6, 8)]
  return `{${[...numbers, hexOf(bytes.subarray(8, 10)), hexOf(bytes.subarray(10))].join('-')}}`
}

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
