const staging: Readonly<Record<string, string>> = {
  'acme-v02.api.letsencrypt.org': 'https://acme-staging-v02.api.letsencrypt.org/directory',
  'dv.acme-v02.api.pki.goog': 'https://dv.acme-v02.test-api.pki.goog/directory',
}

/** The directory by which an authority lets proofs be tried out, for those that publish one. */
export function knownStaging(directoryUrl: string): string | undefined {
  return staging[URL.parse(directoryUrl)?.hostname ?? '']
}
