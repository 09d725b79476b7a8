import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Product, startProduct } from '../../support/product.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

interface Result {
  domain: string
  serial: string
  thumbprint: string
  notBefore: string
  notAfter: string
  renewAt: string
  states: Record<'issued' | 'installed' | 'bound' | 'verified', boolean>
  trust: string
  store: { kind: string; location: string; keyLocation: string }
  acmeRequests: number
  seconds: number
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>
const data = () => join(folder.path, 'data')
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1) ?? ''

async function mainJob(): Promise<Result> {
  const product = startProduct(['--data', data(), '--once', '--json'])
  expect(await product.ended, product.stderr()).toBe(0)
  return JSON.parse(lastLine(product.stdout())) as Result
}

beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => folder.remove())

describe('one command, and this machine has a certificate for its own name', () => {
  let first: Result

  it('does the main job and says what came of it in one line of JSON', async () => {
    first = await mainJob()
    expect(first.states).toEqual({ issued: true, installed: true, bound: true, verified: true })
    expect(first.trust).toBe('root')
    expect(first.domain).toMatch(/^[a-z0-9]+\.practice\.myl\.test$/)
    expect(Date.parse(first.renewAt)).toBeGreaterThan(Date.now())
    expect(Date.parse(first.renewAt)).toBeLessThan(Date.parse(first.notAfter))
    expect(first.acmeRequests).toBeGreaterThan(0)
  })

  it('puts key and chain where it says, the key for its owner alone', () => {
    const { location, keyLocation } = first.store
    expect(statSync(keyLocation).mode & 0o777).toBe(0o600)
    const read = (args: string[]) => execFileSync('openssl', args, { encoding: 'utf8' })
    const certificateFile = location.endsWith('.pem') ? location : join(location, 'fullchain.pem')
    const text = read(['x509', '-in', certificateFile, '-noout', '-serial', '-fingerprint', '-sha1', '-ext', 'subjectAltName'])
    expect(text).toContain(`DNS:${first.domain}`)
    expect(text.replaceAll(':', '')).toContain(first.thumbprint)
    const ofKey = read(['pkey', '-in', keyLocation, '-pubout'])
    expect(read(['x509', '-in', certificateFile, '-noout', '-pubkey'])).toBe(ofKey)
  })

  it('a second start finds everything and orders nothing', async () => {
    const second = await mainJob()
    expect(second).toMatchObject({ domain: first.domain, serial: first.serial, thumbprint: first.thumbprint, states: first.states })
    expect(second.acmeRequests).toBe(0)
  })

  describe('while it runs', () => {
    let product: Product
    let pagePort: string

    beforeAll(async () => {
      product = startProduct(['--data', data(), '--no-browser'])
      const [, port] = await product.says(/https:\/\/[^:\s]+:(\d+)\//)
      pagePort = port ?? ''
      await product.says(/#token=/)
    })
    afterAll(async () => {
      product.process.kill('SIGINT')
      await product.ended
    })

    it('openssl, as any client would, sees the certificate served by name and trusts it against the practice root', () => {
      const root = join(data(), 'practice', 'authority', 'practice-root.pem')
      const seen = execFileSync(
        'openssl',
        [
          's_client',
          '-connect',
          `127.0.0.1:${pagePort}`,
          '-servername',
          first.domain,
          '-verify_hostname',
          first.domain,
          '-verify_return_error',
          '-CAfile',
          root,
        ],
        { encoding: 'utf8', input: '', stdio: ['pipe', 'pipe', 'pipe'] },
      )
      expect(seen).toContain('Verify return code: 0 (ok)')
      expect(seen).toContain(first.domain)
    })

    it('a second agent on the same data is refused and told who holds it', async () => {
      const second = startProduct(['--data', data(), '--once', '--json'])
      expect(await second.ended).toBe(3)
      const { error } = JSON.parse(lastLine(second.stdout())) as { error: { code: string; sentence: string } }
      expect(error.code).toBe('DATA_FOLDER_IN_USE')
      expect(error.sentence).toMatch(/process \d+/)
    })

    // How long it takes is measured by bench:start; here a busy machine is given time.
    it('Ctrl-C ends everything cleanly', async () => {
      product.process.kill('SIGINT')
      expect(await product.ended).toBe(0)
    })
  })
})
