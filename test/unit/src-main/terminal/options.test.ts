import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readOptions } from '#main/terminal/options.ts'

const folder = mkdtempSync(join(tmpdir(), 'mylzip-options-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const needed = ['--data', '/data', '--cloud', 'http://127.0.0.1:1', '--directory', 'https://127.0.0.1:2/dir']
const refusing = (args: string[]) => {
  try {
    readOptions(args, {})
  } catch (error) {
    return error as { code: string; message: string }
  }
  throw new Error('was accepted')
}

describe('the agent’s command line', () => {
  it('reads what the launcher hands over', () => {
    const token = file('token', 'tok-123\n')
    expect(
      readOptions([...needed, '--enrolment-token-file', token, '--once', '--json', '--key-type', 'p-256', '--port', '8443'], {}),
    ).toMatchObject({
      dataFolder: '/data',
      enrolmentToken: 'tok-123',
      once: true,
      json: true,
      keyType: 'p-256',
      dashboardPort: 8443,
      practice: false,
    })
  })

  it('takes the last of what is named twice: what somebody names goes before what the program says by itself', () => {
    expect(readOptions([...needed, '--cloud', 'https://cloud.customer.example'], {}).cloudUrl).toBe('https://cloud.customer.example')
  })

  it('leaves the authority to the person’s order where none is named, and to Let’s Encrypt where there is no order', () => {
    const named = { directoryUrl: 'https://127.0.0.1:2/dir', isDirectoryNamed: true }
    expect(readOptions(needed, {})).toMatchObject(named)
    const usual = { directoryUrl: 'https://acme-v02.api.letsencrypt.org/directory', isDirectoryNamed: false }
    expect(readOptions(['--data', '/data', '--cloud', 'http://127.0.0.1:1'], {})).toMatchObject(usual)
  })

  it('takes the enrolment token from the environment where there is no file', () => {
    expect(readOptions(needed, { MYLZIP_ENROLMENT_TOKEN: 'tok-9' }).enrolmentToken).toBe('tok-9')
  })

  it('takes a customer’s DNS server, its key from a file or the environment', () => {
    const secret = Buffer.alloc(32, 7)
    const key = file('dns.key', `key "device-key" { algorithm hmac-sha256; secret "${secret.toString('base64')}"; };`)
    const server = { host: '192.0.2.1', port: 53, zone: 'customer.test', key: { name: 'device-key', algorithm: 'hmac-sha256', secret } }
    expect(readOptions([...needed, '--dns', 'rfc2136://192.0.2.1/customer.test', '--dns-key-file', key], {}).dns).toEqual(server)
    const named = [...needed, '--dns', 'rfc2136://192.0.2.1/customer.test?key=device-key']
    expect(readOptions(named, { MYLZIP_DNS_KEY: secret.toString('base64') }).dns).toEqual(server)
    expect(readOptions(needed, {}).dns).toBeUndefined()
  })

  it.each([
    ['a DNS server without its key', [...needed, '--dns', 'rfc2136://192.0.2.1'], 'OPTION_INVALID'],
    ['a DNS server’s key without the server', [...needed, '--dns-key-file', '/nowhere/key'], 'OPTION_INVALID'],
    [
      'a DNS key file that is not there',
      [...needed, '--dns', 'rfc2136://192.0.2.1', '--dns-key-file', '/nowhere/key'],
      'DNS_KEY_UNREADABLE',
    ],
    ['an unknown option', [...needed, '--nonsense'], 'OPTION_INVALID'],
    ['a missing option', ['--data', '/data'], 'OPTION_INVALID'],
    ['an address that is none', ['--data', '/data', '--cloud', 'nowhere', '--directory', 'https://x.example'], 'OPTION_INVALID'],
    ['a port that is none', [...needed, '--port', '70000'], 'OPTION_INVALID'],
    ['a key type nobody offers', [...needed, '--key-type', 'rsa-1024'], 'KEY_TYPE_UNKNOWN'],
    ['a token file that is not there', [...needed, '--enrolment-token-file', '/nowhere/token'], 'OPTION_INVALID'],
    ['a root file that is not there', [...needed, '--ca-root', '/nowhere/root.pem'], 'CA_ROOT_UNREADABLE'],
  ])('refuses %s with a code', (_, args, code) => {
    expect(refusing(args).code).toBe(code)
  })

  it('refuses a root file without a certificate, naming the file', () => {
    const notPem = file('root.der', '0\u0082')
    expect(refusing([...needed, '--ca-root', notPem]).message).toContain(notPem)
  })
})
