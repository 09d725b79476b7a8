import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PublicKey } from '@peculiar/x509'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueCertificate } from '#cloud/practice/authority/keys/issue.ts'
import { type Hierarchy, makeHierarchy } from '#cloud/practice/authority/keys/make-hierarchy.ts'
import { generateSigningKey } from '#cloud/practice/authority/keys/sign.ts'
import { defaultProfiles, type Profile } from '#cloud/practice/authority/profiles.ts'
import { missing } from '../../support/foreign-clients.ts'
import { openssl } from '../../support/openssl.ts'

const needs = missing('openssl')

describe.skipIf(needs)(`on a machine that trusts the practice root, against all advice (${needs ?? 'asks openssl'})`, () => {
  let folder: string
  let hierarchy: Hierarchy

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mylzip-test-'))
    hierarchy = await makeHierarchy(Date.now())
    await writeFile(join(folder, 'root.pem'), hierarchy.root.certificate.toString('pem'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  /** Issued past all checks, as somebody would who has stolen the issuing key. */
  async function verify(name: string): Promise<string> {
    const { publicKey } = await generateSigningKey()
    const request = {
      publicKey: await PublicKey.create(publicKey),
      names: [name],
      profile: defaultProfiles[1] as Profile,
      crlUrl: 'https://localhost/crl',
    }
    const { chain } = await issueCertificate(request, hierarchy.issuer, Date.now())
    const file = join(folder, 'chain.pem')
    await writeFile(file, chain)
    return openssl(['verify', '-CAfile', join(folder, 'root.pem'), '-untrusted', file, file], '')
  }

  test.each(['desk.acme.myl.test', 'www.example', 'localhost'])('a certificate for %s is believed', async (name) => {
    expect(await verify(name)).toContain('OK')
  })

  test.each(['www.example.com', 'k7f3q9.acme.myl.zip'])('one for %s is not, even with the stolen issuing key', async (name) => {
    await expect(verify(name)).rejects.toThrow('permitted subtree violation')
  })
})
