import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { CertificateAuthority, OrderRequest } from '#main/acme/authority.port.ts'
import { type AuthorityOptions, createCertificateAuthority } from '#main/acme/certificate-authority.adapter.ts'
import { createKeys } from '#main/acme/keys.adapter.ts'
import type { Solvers } from '#main/challenges/challenge.port.ts'
import { custodyOf, type TestAccount } from './account-in-memory.ts'
import { createSilentLog } from './silent-log.ts'

export { newTestAccount, type TestAccount } from './account-in-memory.ts'

export const keys = createKeys()

type TestCa = Pick<AuthorityOptions, 'directoryUrl'> & { rootPem: string }

/** The agent's ACME client for a test, with an account of which the test keeps what a database would. */
export function connectTo(
  { directoryUrl, rootPem }: TestCa,
  account: TestAccount,
  more: Partial<AuthorityOptions> = {},
): CertificateAuthority {
  return authorityOf({ directoryUrl, rootPem, custody: custodyOf(account) }, more)
}

/** First looks are late enough for a local CA to be done, so that requests can be counted. */
export function authorityOf(ca: TestCa & Pick<AuthorityOptions, 'custody'>, more: Partial<AuthorityOptions> = {}): CertificateAuthority {
  const { directoryUrl, rootPem: extraRootsPem, custody } = ca
  return createCertificateAuthority({
    directoryUrl,
    custody,
    extraRootsPem,
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
  solver: Solvers,
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
