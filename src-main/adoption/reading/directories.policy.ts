import { directoryAt } from '@mylzip/shared/domain/directory-address.policy.ts'

/** Directories of authorities that the other programs know by name or by host. */
export const wellKnownDirectories = [
  'https://acme-v02.api.letsencrypt.org/directory',
  'https://acme-staging-v02.api.letsencrypt.org/directory',
  'https://acme.zerossl.com/v2/DV90',
  'https://dv.acme-v02.api.pki.goog/directory',
  'https://dv.acme-v02.test-api.pki.goog/directory',
  'https://api.buypass.com/acme/directory',
  'https://api.test4.buypass.no/acme/directory',
  'https://acme.ssl.com/sslcom-dv-rsa',
  'https://acme.ssl.com/sslcom-dv-ecc',
  'https://emea.acme.atlas.globalsign.com/directory',
  'https://acme.sectigo.com/v2/DV',
  'https://acme-api.actalis.com/acme/directory',
] as const

/** The one directory that lies on this host (with its port); undefined when none does, or more than one. */
export function directoryOnHost(host: string, known: readonly string[]): string | undefined {
  return only(known.filter((url) => hostOf(url) === host.toLowerCase()))
}

/** The one directory that `named` gives this name to. */
export function directoryNamed(name: string, known: readonly string[], named: (url: string) => string[]): string | undefined {
  return only(known.filter((url) => named(url).includes(name)))
}

/** Host and port of a URL; undefined when it is none. */
export function hostOf(url: string): string | undefined {
  return URL.parse(url)?.host
}

/** The directory that was written down, when it can be one at all. */
export function directoryFrom(text: string | undefined): string | undefined {
  return directoryAt(URL.parse(text ?? '')?.href)
}

function only(found: string[]): string | undefined {
  const [first, ...more] = new Set(found)
  return more.length === 0 ? first : undefined
}
