import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'

/** How the fields of the agent's contract are written on the command line. */
const typed: Readonly<Record<string, string>> = {
  names: '<names>',
  name: '<name>',
  certificateId: '<certificate>',
  authorities: '--authority',
  directory: '<authority>',
  contact: '<addresses>',
  keyId: '--key-id',
  hmacKey: 'the HMAC key',
  profile: '--profile',
  keyType: '--key-type',
  preferredChain: '--preferred-chain',
  csr: '--csr',
  proof: '--proof',
  'proof.folder': '--proof',
  'proof.server': '--proof',
  version: '--number',
  friendlyName: '--friendly-name',
  password: 'the password',
  passphrase: 'the passphrase',
  files: '<file>',
  file: '<file>',
  folders: '<folder>',
  server: '<server>',
  zone: '<zone>',
  label: '--label',
  roots: '--ca-root',
  key: 'the key',
  limit: '--limit',
  before: '--before',
}

/** What the agent finds wrong with a request, said of what was typed: `--limit must be 200 at most`. Anything else stays as it is. */
export function asTyped(error: unknown): unknown {
  if (!isRefusal(error, 'INPUT_INVALID')) return error
  const reason = String(error.data.reason ?? '').replace(
    /(^|; )([A-Za-z]+(?:\.[A-Za-z]+)*)((?:\.\d+)?) (?=must|is missing|has|cannot)/g,
    inPlace,
  )
  return new Refusal('INPUT_INVALID', { ...error.data, reason }, { cause: error })
}

function inPlace(whole: string, before: string, field: string, index: string): string {
  const words = typed[field]
  if (words === undefined) return whole
  return `${before}${words}${index === '' ? '' : `, the ${ordinal(Number(index.slice(1)) + 1)} of them,`} `
}

function ordinal(place: number): string {
  const ending = { 1: 'st', 2: 'nd', 3: 'rd' }[Math.floor(place / 10) % 10 === 1 ? 0 : place % 10] ?? 'th'
  return `${place}${ending}`
}
