const words: Readonly<Record<string, string>> = {
  'device-key': 'the key by which the cloud knows this device',
  'acme-account': 'the account at the certificate authority',
  'account-binding': 'the key by which a certificate authority knows whose account this is',
  'certificate-key': 'the private key of a certificate',
  'dns-server': 'the key of a DNS server',
  'proxy-password': 'the password that a proxy is told',
  'target-password': 'the password of a PFX file that a program is given',
}

/** What lies sealed under a purpose, as a person is told of it: what follows the first word only tells them apart. */
export function sealedThing(purpose: string): string {
  const [kind = ''] = purpose.split(/[: ]/, 1)
  return words[kind] ?? `what is kept as ${kind}`
}
