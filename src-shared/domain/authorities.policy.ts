/** A certificate authority that is known by name. Everything about any other comes from its directory. */
export interface KnownAuthority {
  /** What may be typed instead of the directory's address. */
  name: string
  label: string
  directory: string
  /** Where a proof can be tried out without counting; undefined where none is known. */
  staging?: string
  /** An account has to be made with it beforehand (external account binding). */
  needsBinding: boolean
}

/** As their operators publish it; November 2026. */
export const knownAuthorities: readonly KnownAuthority[] = [
  {
    name: 'letsencrypt',
    label: 'Let’s Encrypt',
    directory: 'https://acme-v02.api.letsencrypt.org/directory',
    staging: 'https://acme-staging-v02.api.letsencrypt.org/directory',
    needsBinding: false,
  },
  {
    name: 'letsencrypt-staging',
    label: 'Let’s Encrypt (staging)',
    directory: 'https://acme-staging-v02.api.letsencrypt.org/directory',
    needsBinding: false,
  },
  { name: 'zerossl', label: 'ZeroSSL', directory: 'https://acme.zerossl.com/v2/DV90', needsBinding: true },
  {
    name: 'google',
    label: 'Google Trust Services',
    directory: 'https://dv.acme-v02.api.pki.goog/directory',
    staging: 'https://dv.acme-v02.test-api.pki.goog/directory',
    needsBinding: true,
  },
  {
    name: 'google-staging',
    label: 'Google Trust Services (staging)',
    directory: 'https://dv.acme-v02.test-api.pki.goog/directory',
    needsBinding: true,
  },
]

/** The name of the one that is asked where nobody chose: for nothing, and without an account made beforehand. */
export const usualAuthority = 'letsencrypt'

/** The directory's address behind a name; what is no known name is answered as it is. */
export function directoryNamed(text: string): string {
  return knownAuthorities.find(({ name }) => name === text.trim().toLowerCase())?.directory ?? text
}

export function knownAuthority(directory: string): KnownAuthority | undefined {
  return knownAuthorities.find((known) => known.directory === directory)
}

/**
 * The public authority on whose host this directory lies, whichever of its directories it is. One for trying out is none: what it
 * issues is trusted by nobody, until its root is given.
 */
export function publicAuthorityAt(directory: string): KnownAuthority | undefined {
  const isStaging = (one: KnownAuthority) => knownAuthorities.some(({ staging }) => staging === one.directory)
  return knownAuthorities.find((known) => hostOf(known.directory) === hostOf(directory) && !isStaging(known))
}

const hostOf = (address: string) => /^https?:\/\/([^/:?]+)/.exec(address)?.[1]

/** What a person calls the authority behind this directory: by name, else by host. */
export function authorityLabel(directory: string): string {
  return knownAuthority(directory)?.label ?? /^https?:\/\/([^/]+)/.exec(directory)?.[1] ?? directory
}
