import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { CertificateAuthority, OrderRequest } from '#main/acme/authority.port.ts'
import { type AuthorityOptions, createCertificateAuthority } from '#main/acme/certificate-authority.adapter.ts'
import { createKeys } from '#main/acme/keys.adapter.ts'
import { createLocalSigner } from '#main/acme/session/local-signer.adapter.ts'
import type { ChallengeSolver } from '#main/challenges/challenge.port.ts'
import { createSilentLog } from './silent-log.ts'

export const keys = createKeys()

/** An account that outlives the object that uses it, as the database keeps it over a killed process. */
export interface TestAccount {
  privateKeyPem: string
  url: string | undefined
}

export async function newTestAccount(): Promise<TestAccount> {
  return { privateKeyPem: await keys.generate('p-256'), url: undefined }
}

type TestCa = Pick<AuthorityOptions, 'directoryUrl'> & { rootPem: string }

/** The agent's ACME client for a test, with an account of which the test keeps what a database would. */
export function connectTo(ca: TestCa, account: TestAccount, more: Partial<AuthorityOptions> = {}): CertificateAuthority {
  const identity = { signer: createLocalSigner(account.privateKeyPem), url: account.url }
  const onAccountRegistered = async (url: string) => {
    account.url = url
  }
  return connectAs(ca, identity, { onAccountRegistered, ...more })
}

/** First looks are late enough for a local CA to be done, so that requests can be counted. */
export function connectAs(
  ca: TestCa,
  account: AuthorityOptions['account'],
  more: Partial<AuthorityOptions> & Pick<AuthorityOptions, 'onAccountRegistered'>,
): CertificateAuthority {
  return createCertificateAuthority({
    directoryUrl: ca.directoryUrl,
    account,
    extraRootsPem: ca.rootPem,
    userAgent: 'MyLZip-SSL-test/0',
    clock: { now: Date.now },
    random: Math.random,
    log: createSilentLog(),
    pace: { first: 400, slowest: 2_000, patience: 20_000 },
    ...more,
  })
}

export interface Issued {
  chain: string[]
  privateKeyPem: string
  orderUrl: string
}

/** The whole way, as a renewal run goes it. */
export async function issue(
  authority: CertificateAuthority,
  solver: ChallengeSolver,
  names: string[],
  more: Partial<OrderRequest> & { keyType?: KeyType } = {},
): Promise<Issued> {
  const privateKeyPem = await keys.generate(more.keyType ?? 'p-256')
  await authority.prepareAccount()
  const orderUrl = await authority.order({ names, profile: more.profile, replaces: more.replaces })
  await authority.authorize(orderUrl, solver)
  const chain = await authority.finalize(orderUrl, await keys.csr(privateKeyPem, names))
  return { chain, privateKeyPem, orderUrl }
}
