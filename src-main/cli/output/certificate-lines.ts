import type { Certificate, Failure, OrganisationChoice } from '@mylzip/shared/operations/values.ts'
import { dayOf, momentOf } from './dates.policy.ts'
import type { Paint } from './paint.policy.ts'
import { stateWord, whyUnsafe } from './state-words.policy.ts'
import { type Cell, factLines } from './table.policy.ts'

type Fact = readonly [name: string, value: string | Cell]

interface Telling {
  /** No program runs here, so nothing goes by itself. */
  alone?: boolean
  /** What has failed is said elsewhere. */
  withoutProblem?: boolean
}

/** All there is to say of one certificate. */
export function certificateLines(
  certificate: Certificate,
  paint: Paint,
  { alone = false, withoutProblem = false }: Telling = {},
): string[] {
  const { names, health, current, failure } = certificate
  const state = paint.health(health, stateWord(certificate, alone))
  const reason = whyUnsafe(certificate)
  const problem: Fact[] = failure
    ? [
        ...(withoutProblem
          ? []
          : ([
              ['Problem', failure.sentence],
              ['Next step', failure.nextStep],
            ] as const)),
        ['Next try', nextTry(failure, alone)],
      ]
    : reason === undefined
      ? []
      : [['Problem', reason]]
  return [
    `${state}: ${paint.strong(names[0] ?? '')}`,
    ...factLines([...problem, ...(current ? versionFacts(certificate, current) : []), ...choiceFacts(certificate)]),
  ]
}

/** When what has failed is tried again by itself. */
export function nextTry({ nextAttemptAt }: Failure, alone: boolean): string {
  if (alone) return 'once the program runs'
  return nextAttemptAt === null ? 'not planned' : momentOf(nextAttemptAt)
}

function versionFacts({ renewal }: Certificate, version: NonNullable<Certificate['current']>): Fact[] {
  const { store } = version
  return [
    ['Safe until', dayOf(version.notAfter)],
    ['Renews', renewal ? `by itself, around ${dayOf(renewal.at)}` : 'by itself'],
    ...(version.revokedAt === null ? [] : [['Revoked', momentOf(version.revokedAt)] as const]),
    ['Issuer', version.issuer],
    ['Serial', version.serial],
    ['Thumbprint', version.thumbprint],
    ...(store
      ? ([
          ['Certificate', store.location],
          ['Private key', store.keyLocation],
        ] as const)
      : []),
    ...(version.consumers.length === 0 ? [['Served by', 'no program of this machine: it is kept in the store'] as const] : []),
    ...version.consumers.map(({ label, address, verifiedAt }): Fact => {
      return ['Served by', `${label} at ${address}, ${verifiedAt === null ? 'never seen' : `last seen ${momentOf(verifiedAt)}`}`]
    }),
  ]
}

function choiceFacts({
  id,
  names,
  directory,
  fallbackDirectories,
  profile,
  keyType,
  keyUse,
  exportable,
  preferredChain,
  proof,
  setByOrganisation,
  current,
}: Certificate): Fact[] {
  const set = (choice: OrganisationChoice) => (setByOrganisation.includes(choice) ? ', set by your organisation' : '')
  // A key that was made elsewhere, for a request of one's own, is neither replaced nor given out by this program.
  const renewed = renewedBy[keyUse]
  const isElsewhere = current?.keyCustody === 'elsewhere'
  const key = isElsewhere
    ? [keyType, 'made elsewhere, and not kept here']
    : [
        `${keyType}${set('keyType')}`,
        ...(current?.keyCustody === 'lost' ? ['its only copy is gone'] : []),
        ...(current?.keyCustody === 'tpm' ? ['in the TPM of this machine'] : []),
        renewed,
        ...(exportable ? [] : [`not exportable${set('exportable')}`]),
        ...(!exportable && current?.keyCustody === 'sealed' ? ['a sealed copy is kept here'] : []),
      ]
  return [
    ...(names.length > 1 ? [['Names', names.join(', ')] as const] : []),
    ['Authority', `${[directory, ...fallbackDirectories].join(', then ')}${set('authorities')}`],
    ...(profile === null ? [] : [['Profile', `${profile}${set('profile')}`] as const]),
    ...(preferredChain === null ? [] : [['Chain', `${preferredChain}, where the authority offers it`] as const]),
    ['Key', key.join(', ')],
    ...(proof.via === 'automatic' ? [] : [['Proven by', proofText(proof)] as const]),
    ['Id', id],
  ]
}

const renewedBy: Readonly<Record<Certificate['keyUse'], string>> = {
  new: 'a new one at each renewal',
  reuse: 'kept at renewals',
  tpm: 'a new one in the TPM at each renewal',
}

/** With the folder, the port or the server that was chosen. */
function proofText(proof: Certificate['proof']): string {
  switch (proof.via) {
    case 'http-webroot':
      return `${proof.via}, in ${proof.folder}`
    case 'rfc2136':
      return `${proof.via}, at ${proof.server}`
    case 'http-listener':
    case 'tls-alpn':
      return proof.port === undefined ? proof.via : `${proof.via}, at port ${proof.port}`
    default:
      return proof.via
  }
}
