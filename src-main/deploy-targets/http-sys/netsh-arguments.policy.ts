import { isIPv6 } from 'node:net'
import type { SettingsOf } from '@mylzip/shared/domain/target-settings.ts'
import type { Thumbprint } from '../../stores/store.port.ts'
import { httpSysPlace } from './http-sys-bindings.policy.ts'
import type { HttpSysSettings } from './http-sys-settings.policy.ts'

/** This program, to http.sys. */
export const ownAppId = '{5f0c7f0e-6d0b-4a3e-9f55-2b1c1d0a7e46}'

export interface HttpSysPlace {
  by: 'address' | 'name'
  host: string
  port: number
}

/** Every address unless one is said, or a name: then by SNI. An IPv6 address is written as http.sys writes it. */
export function placeOf({ address = '0.0.0.0', hostName, port }: SettingsOf<'http-sys'>): HttpSysPlace {
  if (hostName !== undefined) return { by: 'name', host: hostName.toLowerCase(), port }
  return { by: 'address', host: isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address, port }
}

/** Whether certificates of this program are there: it puts them into the machine’s personal store. */
export function isMachineStore(store: string): boolean {
  return store.toUpperCase() === 'MY'
}

/** Where a binding is, as netsh wants it said. */
export function netshPlace({ by, ...where }: HttpSysPlace): string {
  return `${by === 'name' ? 'hostnameport' : 'ipport'}=${httpSysPlace(where)}`
}

/** Bits of DefaultFlags (http.h), each with netsh's word for it. The others have none. */
const flags: readonly [bit: number, word: string][] = [
  [0x1, 'dsmapperusage'],
  [0x2, 'clientcertnegotiation'],
  [0x8, 'reject'],
  [0x10, 'disablehttp2'],
  [0x20, 'disablequic'],
  [0x40, 'disabletls13'],
  [0x80, 'disableocspstapling'],
  [0x100, 'enabletokenbinding'],
  [0x200, 'logextendedevents'],
  [0x400, 'disablelegacytls'],
  [0x800, 'enablesessionticket'],
  [0x1000, 'disabletls12'],
  [0x4000, 'disablesessionid'],
]
const knownFlags = flags.reduce((all, [bit]) => all | bit, 0)

/** Bits of DefaultSslCertCheckMode (Microsoft Learn, HTTP_SERVICE_CONFIG_SSL_PARAM). */
const noRevocation = 0x1
const cachedOnly = 0x2
const freshness = 0x4
const noUsageCheck = 0x10000

/** What of a binding netsh cannot be told, so that it would be lost; undefined where it can be told all. */
export function untold({ certCheckMode, ctlIdentifier, ctlStore, flags: set, others, revocationFreshnessTime, store }: HttpSysSettings) {
  if (others.length > 0) return others[0]
  if ((set & ~knownFlags) !== 0) return `DefaultFlags 0x${set.toString(16)}`
  if ((certCheckMode & ~(noRevocation | cachedOnly | freshness | noUsageCheck)) !== 0)
    return `DefaultSslCertCheckMode 0x${certCheckMode.toString(16)}`
  if (((certCheckMode & freshness) !== 0) !== revocationFreshnessTime > 0) return 'DefaultSslRevocationFreshnessTime'
  if (ctlIdentifier === '' && ctlStore !== '') return 'DefaultSslCtlStoreName'
  return [ctlIdentifier, ctlStore, store].find((text) => !isPlain(text))
}

/** Windows PowerShell does not carry quotes and a backslash at the end to another program as they are. */
function isPlain(text: string): boolean {
  return !/["\r\n\0]|\\$/.test(text)
}

/**
 * All of a binding as `netsh http add sslcert` and `update sslcert` take it: what is left out goes back to its default. A time of 0
 * is the default, and refused where it is said.
 */
export function netshArguments(
  where: HttpSysPlace,
  thumbprint: Thumbprint,
  settings: HttpSysSettings | undefined,
  store: string,
  appId = ownAppId,
): string[] {
  const app = settings?.appId ?? appId
  const own = [netshPlace(where), `certhash=${thumbprint.toLowerCase()}`, `appid=${app}`, `certstorename=${store}`]
  if (!settings) return own
  const { certCheckMode: mode, ctlIdentifier, ctlStore, flags: set, revocationFreshnessTime, urlRetrievalTimeout } = settings
  const whether = (word: string, yes: boolean) => `${word}=${yes ? 'enable' : 'disable'}`
  return [
    ...own,
    whether('verifyclientcertrevocation', (mode & noRevocation) === 0),
    whether('verifyrevocationwithcachedclientcertonly', (mode & cachedOnly) !== 0),
    whether('usagecheck', (mode & noUsageCheck) === 0),
    ...(revocationFreshnessTime > 0 ? [`revocationfreshnesstime=${revocationFreshnessTime}`] : []),
    ...(urlRetrievalTimeout > 0 ? [`urlretrievaltimeout=${urlRetrievalTimeout}`] : []),
    ...(ctlIdentifier === '' ? [] : [`sslctlidentifier=${ctlIdentifier}`]),
    ...(ctlStore === '' ? [] : [`sslctlstorename=${ctlStore}`]),
    // Older versions of netsh know the first two alone, and refuse a word they do not know.
    ...flags.filter(([bit]) => bit <= 0x2 || (set & bit) !== 0).map(([bit, word]) => whether(word, (set & bit) !== 0)),
  ]
}
