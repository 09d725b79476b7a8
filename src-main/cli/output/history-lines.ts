import type { Chain, KeyHistory, PastVersion } from '@mylzip/shared/operations/history.ts'
import { dayOf } from './dates.policy.ts'
import { factLines, tableLines } from './table.policy.ts'

const headings = ['Version', 'Issued', 'Until', 'Key', 'Where it came from', 'Given out']

export function versionLines(versions: readonly PastVersion[], width: number | undefined): string[] {
  if (versions.length === 0) return ['Nothing was issued for it yet.']
  const rows = versions.map(({ number, inUse, states, notBefore, notAfter, keyType, key, revokedAt }) => [
    `${number}${inUse ? ', in use' : ''}${revokedAt === null ? '' : ', revoked'}`,
    dayOf(states.issued ?? notBefore),
    dayOf(notAfter),
    keyType,
    originText(key),
    key.exports.length === 0 ? 'never' : String(key.exports.length),
  ])
  return tableLines(headings, rows, width)
}

const origins: Readonly<Record<KeyHistory['origin'], string>> = {
  'made-here': 'made here',
  'made-in-tpm': 'made in the TPM of this machine',
  brought: 'brought here',
  elsewhere: 'made elsewhere, and not kept here',
  unknown: 'not known',
}

const originText = ({ origin, since }: KeyHistory) => `${origins[origin]}${since === null ? '' : ` on ${dayOf(since)}`}`

const roots = {
  machine: 'It leads to a root that this machine trusts.',
  given: 'It leads to a root that was given for its authority; other machines do not trust it.',
}

/** From the certificate up to its root. */
export function chainLines({ links, root }: Chain): string[] {
  const each = links.flatMap(({ name, issuer, serial, notBefore, notAfter, key, sha256, trusted }, index) => [
    `${'  '.repeat(index)}${name}${trusted ? '' : ' (not trusted here)'}`,
    ...factLines([
      ['Issuer', issuer],
      ['Valid', `${dayOf(notBefore)} to ${dayOf(notAfter)}`],
      ['Key', key],
      ['Serial', serial],
      ['SHA-256', sha256],
    ]),
  ])
  return [...each, '', root === null ? 'It leads to no root that is trusted here.' : roots[root]]
}
