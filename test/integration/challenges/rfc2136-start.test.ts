import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TsigKey } from '@mylzip/shared/dns/tsig-key.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dig, digMissing } from '../../support/dig.ts'
import { base64, isThere, type StartedDnsServer } from '../../support/dns-servers/dns-server.ts'
import { knot } from '../../support/dns-servers/knot.ts'
import { updateKeys } from '../../support/dns-servers/update-keys.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { startProduct } from '../../support/product.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const keys = updateKeys()

describe.skipIf(!pebbleIsThere || digMissing || !isThere(knot))(
  `npm start --dns rfc2136:… (${needsPebble}; ${knot.needs}, and dig)`,
  () => {
    let folder: Awaited<ReturnType<typeof temporaryFolder>>
    let server: StartedDnsServer
    let pebble: StartedPebble
    beforeAll(async () => {
      folder = await temporaryFolder()
      server = await knot.start({ zones: [{ name: 'myl.test' }], allowed: [keys.sha256], other: keys.other })
      pebble = await startPebble({ dnsPort: server.port })
    })
    afterAll(async () => {
      await pebble?.stop()
      await server?.stop()
      await folder?.remove()
    })

    async function mainJob({ name, algorithm, ...secret }: TsigKey) {
      const rootFile = join(folder.path, 'roots.pem')
      const keyFile = join(folder.path, 'dns.key')
      writeFileSync(rootFile, [pebble.rootPem, await pebble.issuingRoot()].join('\n'))
      writeFileSync(keyFile, `key "${name}" {\n\talgorithm ${algorithm};\n\tsecret "${base64({ name, algorithm, ...secret })}";\n};\n`, {
        mode: 0o600,
      })
      const dns = ['--dns', `rfc2136://127.0.0.1:${server.port}/myl.test`, '--dns-key-file', keyFile]
      const authority = ['--directory', pebble.directoryUrl, '--ca-root', rootFile]
      const product = startProduct(['--data', join(folder.path, 'data'), ...authority, ...dns, '--once', '--json'])
      const exitCode = await product.ended
      const said = product.stdout() + product.stderr()
      expect(product.stdout(), said).toMatch(/^\{.*\}$/m)
      return { exitCode, said, result: JSON.parse(product.stdout()) as Record<string, unknown> }
    }

    it('a wrong secret ends with its code and sentence, and the secret is nowhere in it', async () => {
      const wrong = { ...keys.sha256, secret: keys.other.secret }
      const { exitCode, said, result } = await mainJob(wrong)
      expect(exitCode).toBe(1)
      expect(result).toMatchObject({ error: { code: 'DNS_KEY_WRONG', sentence: expect.stringContaining('device-key') } })
      expect(said).not.toContain(base64(wrong))
    })

    it('gets a certificate from an authority that asks this server only, and leaves nothing there', async () => {
      const { exitCode, said, result } = await mainJob(keys.sha256)
      expect(exitCode, said).toBe(0)
      expect(result).toMatchObject({ states: { issued: true, installed: true, bound: true, verified: true }, trust: 'root' })
      expect((await dig(server.port, `_acme-challenge.${String(result.domain)}`, 'TXT')).answers).toEqual([])
      // Begun with serial 1: the record came, and went.
      expect((await dig(server.port, 'myl.test', 'SOA')).answers[0]).toMatch(/ 3 3600 600 /)
    })
  },
)
