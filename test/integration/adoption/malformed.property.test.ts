import { generateKeyPairSync } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { refusalCodes } from '@mylzip/shared/domain/refusals.ts'
import type { AdoptionFindings } from '@mylzip/shared/operations/adoption.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdoptingAgent, startAdoptingAgent } from '../../support/adoption/adopting-agent.ts'
import { writeCertbotFolder } from '../../support/adoption/certbot-folder.ts'
import { addCertifyItem, openCertifyDatabase } from '../../support/adoption/certify-folder.ts'
import { writeLegoFolder } from '../../support/adoption/lego-folder.ts'
import { writePoshOrder, writePoshServer } from '../../support/adoption/posh-acme-folder.ts'
import { writeWinAcmeAccount, writeWinAcmeRenewal } from '../../support/adoption/win-acme-folder.ts'
import { opensslIsThere } from '../../support/openssl.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

const name = 'shop.example'
const account = 'accounts/ca.example/dir/0123456789abcdef'

/** Every file that is read, of each program: below its folder. */
const files = {
  certbot: [
    ...[`archive/${name}/fullchain1.pem`, `archive/${name}/privkey1.pem`, `renewal/${name}.conf`],
    ...[`${account}/regr.json`, `${account}/private_key.json`],
  ],
  lego: [
    ...['.crt', '.issuer.crt', '.key', '.json'].map((ending) => `certificates/${name}${ending}`),
    ...['account.json', 'keys/it@acme.example.key'].map((file) => `accounts/ca.example/it@acme.example/${file}`),
  ],
  'posh-acme': [
    ...['dir.json', '1/acct.json'],
    ...['order.json', 'pluginargs.json', 'cert.cer', 'chain.cer', 'cert.key'].map((file) => `1/shop/${file}`),
  ].map((file) => `LE_PROD/${file}`),
  'win-acme': ['a.renewal.json', 'Signer_v2', 'Registration_v2', 'Certificates/pfx'].map((file) => `ca.example/${file}`),
  certify: ['manageditems.db', 'pfx'],
} as const
type Program = keyof typeof files

describe.skipIf(!opensslIsThere)('bytes of any kind in a file of another program (needs openssl)', () => {
  const roots = new Map<string, string>()
  let home: Awaited<ReturnType<typeof temporaryFolder>>
  let pfx: Partial<Record<Program, string>>
  let agent: AdoptingAgent

  beforeAll(async () => {
    home = await temporaryFolder()
    agent = await startAdoptingAgent()
    const bundle = await (await createTestAuthority()).issue({ names: [name] })
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const key = privateKey.export({ format: 'jwk' }) as JsonWebKey
    for (const program of Object.keys(files)) {
      roots.set(program, join(home.path, program))
      await mkdir(rootOf(program))
    }
    await writeCertbotFolder(rootOf('certbot'), name, bundle, key)
    await writeLegoFolder(rootOf('lego'), { bundle, accountKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() })
    const poshAccount = await writePoshServer(rootOf('posh-acme'), { account: '1', directory: 'https://ca.example/dir', key })
    await writePoshOrder(poshAccount, 'shop', { bundle, names: [name], pluginArgs: {} })
    const server = join(rootOf('win-acme'), 'ca.example')
    await writeWinAcmeAccount(server, { key, kid: 'https://ca.example/account/1' })
    const winAcme = await writeWinAcmeRenewal(server, { id: 'a', bundle, names: [name], password: 'x' })
    const database = await openCertifyDatabase(rootOf('certify'))
    pfx = { 'win-acme': winAcme.pfx, certify: await addCertifyItem(rootOf('certify'), database, { id: 'a', bundle, names: [name] }) }
    database.close()
  })
  afterAll(async () => {
    await agent?.stop()
    await home?.remove()
  })

  const rootOf = (program: string) => roots.get(program) ?? ''
  const pathOf = (program: Program, file: string) => (file.endsWith('pfx') ? (pfx[program] ?? '') : join(rootOf(program), file))

  /** Scans with other bytes in the file, and puts its own back. */
  async function scanWith(program: Program, file: string, bytes: (own: Buffer) => Uint8Array): Promise<AdoptionFindings> {
    const path = pathOf(program, file)
    const own = await readFile(path)
    expect(dirname(path)).toContain(rootOf(program))
    try {
      await writeFile(path, bytes(own))
      return await agent.scan([rootOf(program)])
    } finally {
      await writeFile(path, own)
    }
  }

  const said = ({ certificates, problems }: AdoptionFindings) => [
    ...problems,
    ...certificates.flatMap((one) => [...one.problems, one.obstacle, one.account?.obstacle]).filter((problem) => problem != null),
  ]

  const kinds = Object.entries(files).flatMap(([program, all]) => all.map((file) => [program as Program, file] as const))

  test.each(kinds)('%s: its own %s is read without a word', async (program, file) => {
    const problems = said(await scanWith(program, file, (own) => own))
    // Certify The Web's accounts are sealed whatever the file.
    expect(problems.map(({ code }) => code)).toEqual(program === 'certify' ? ['ADOPTION_ACCOUNT_SEALED'] : [])
  })

  test.each(kinds)('%s: whatever stands in %s is listed as a problem', async (program, file) => {
    const usual = program === 'certify' ? 1 : 0
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const findings = await scanWith(program, file, () => bytes)
        const problems = said(findings)
        // Without its database nothing is known of Certify The Web's certificates, not even that their account is sealed.
        expect(problems.length).toBeGreaterThan(findings.certificates.length > 0 ? usual : 0)
        for (const problem of problems) {
          expect(refusalCodes).toContain(problem.code)
          expect(problem.sentence.length).toBeGreaterThan(10)
        }
      }),
      { numRuns: 6 },
    )
  })

  test.each(kinds)('%s: damage anywhere in %s is no defect', async (program, file) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(255), fc.nat(20), async (place, value, cut) => {
        await scanWith(program, file, (own) => {
          const damaged = Buffer.from(own.subarray(0, cut === 0 ? place % (own.length + 1) : own.length))
          if (damaged.length > 0) damaged[place % damaged.length] = value
          return damaged
        })
      }),
      { numRuns: 6 },
    )
  })
})
