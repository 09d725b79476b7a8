import { day, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Chain, ChainLink, PastVersion } from '@mylzip/shared/operations/history.ts'
import { name, sampleNow, sampleVersion } from './samples.ts'

const fromNow = (days: number) => toTimestamp(sampleNow + days * day)

export function samplePastVersion(change: Partial<PastVersion> = {}): PastVersion {
  return {
    ...sampleVersion(),
    inUse: true,
    keyType: 'rsa-2048',
    revocationReason: null,
    key: { origin: 'made-here', since: fromNow(-18), exports: [], backups: 0 },
    ...change,
  }
}

const link = (change: Partial<ChainLink>): ChainLink => ({
  name,
  subject: `CN=${name}`,
  issuer: 'CN=Practice Intermediate 1, O=MyL.Zip practice',
  serial: '04A1C2B39F7E5D6041C8AA17E2D90B3F6C11',
  notBefore: fromNow(-18),
  notAfter: fromNow(83),
  key: 'RSA 2048',
  sha256: 'C4'.repeat(32),
  from: 'authority',
  trusted: true,
  ...change,
})

export function sampleChain(change: Partial<Chain> = {}): Chain {
  return {
    version: 2,
    links: [
      link({}),
      link({
        name: 'Practice Intermediate 1 (MyL.Zip practice)',
        subject: 'CN=Practice Intermediate 1, O=MyL.Zip practice',
        issuer: 'CN=Practice Root, O=MyL.Zip practice',
        serial: '0B1C',
        notAfter: fromNow(1800),
        key: 'ECDSA P-256',
        sha256: 'D5'.repeat(32),
      }),
      link({
        name: 'Practice Root (MyL.Zip practice)',
        subject: 'CN=Practice Root, O=MyL.Zip practice',
        issuer: 'CN=Practice Root, O=MyL.Zip practice',
        serial: '01',
        notAfter: fromNow(3600),
        key: 'ECDSA P-256',
        sha256: 'E6'.repeat(32),
        from: 'trusted-here',
      }),
    ],
    root: 'machine',
    ...change,
  }
}
