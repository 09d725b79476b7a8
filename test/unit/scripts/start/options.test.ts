import { resolve } from 'node:path'
import { exitCodeOf } from '@mylzip/shared/domain/exit-codes.policy.ts'
import { defaultKeyType, KeyType } from '@mylzip/shared/domain/key-types.ts'
import { describe, expect, it } from 'vitest'
import { agentArguments } from '../../../../scripts/start/agent-arguments.ts'
import { help } from '../../../../scripts/start/help.ts'
import { checkKeyType } from '../../../../scripts/start/key-type.ts'
import { readOptions } from '../../../../scripts/start/options.ts'

const refusal = (...args: string[]) => {
  try {
    readOptions(args)
  } catch (error) {
    return error as { code: string; message: string }
  }
  return undefined
}

describe('the command line of npm start', () => {
  it('without options means: practice everything here, with the dashboard in the browser', () => {
    expect(readOptions([])).toEqual({ help: false, once: false, json: false, browser: true })
  })

  it('takes every option it knows', () => {
    const args =
      '--data d --once --json --directory https://127.0.0.1:14000/dir --ca-root r.pem --dns-port 8053 --port 4000 --no-browser --key-type p-256'
    expect(readOptions(args.split(' '))).toEqual({
      help: false,
      once: true,
      json: true,
      browser: false,
      data: resolve('d'),
      directory: 'https://127.0.0.1:14000/dir',
      caRoot: resolve('r.pem'),
      dnsPort: 8053,
      port: 4000,
      keyType: 'p-256',
    })
  })

  it.each([
    ['a misspelt option', ['--jsno'], '--jsno'],
    ['an option without its value', ['--data'], '--data'],
    ['an empty folder', ['--data', ''], '--data'],
    ['an empty token file, which would be the folder one stands in', ['--enrolment-token-file='], '--enrolment-token-file'],
    ['a port that is a word', ['--port', 'http'], '--port'],
    ['a port that cannot be', ['--dns-port', '65536'], '--dns-port'],
    ['a cloud that is no address', ['--cloud', 'cloud', '--directory', 'letsencrypt'], '--cloud'],
    [
      'a DNS port without the built-in DNS',
      ['--cloud', 'https://cloud.example', '--directory', 'letsencrypt', '--dns-port', '53'],
      '--dns-port',
    ],
    ['a root without the authority it belongs to', ['--ca-root', 'root.pem'], '--ca-root'],
    ['a DNS server that is no address', ['--dns', 'ns1.customer.test'], '--dns'],
    ['a DNS server’s key without the server', ['--dns-key-file', 'key'], '--dns-key-file'],
    ['an authority over plain http elsewhere', ['--directory', 'http://ca.example/dir'], '--directory'],
    ['an authority that is neither address nor name', ['--directory', 'lets-encrypt'], '--directory'],
  ])('refuses %s, and names it', (_what, args, option) => {
    expect(refusal(...args)).toMatchObject({ code: 'OPTION_INVALID', message: expect.stringContaining(option) })
  })

  it('refuses a key type nobody offers, and says which there are, as the help does', async () => {
    const { options } = KeyType
    await expect(checkKeyType('p256')).rejects.toMatchObject({
      code: 'KEY_TYPE_UNKNOWN',
      message: `The key type p256 is not offered. Choose one of ${options.join(', ')}.`,
    })
    await expect(checkKeyType('p-384')).resolves.toBeUndefined()
    for (const type of options) expect(help).toContain(type)
    expect(help).toContain(`${defaultKeyType} (default)`)
  })

  it.each(['start', 'what is this'])('says of the word “%s” that it is no option', (word) => {
    expect(refusal('--once', word)).toMatchObject({
      code: 'ARGUMENT_UNEXPECTED',
      message: `“${word}” is not an option. "npm start -- --help" lists what can be asked for.`,
    })
    expect(exitCodeOf('ARGUMENT_UNEXPECTED')).toBe(2)
  })

  it.each(['letsencrypt', 'letsencrypt-staging', 'https://ca.example/dir', 'https://192.168.1.5/dir', 'https://127.0.0.1.example/dir'])(
    'refuses %s without a cloud: it cannot see names of this machine',
    (directory) => {
      expect(refusal('--directory', directory)).toMatchObject({ code: 'DIRECTORY_CANNOT_SEE_LOCAL_NAMES' })
    },
  )

  it.each([
    'https://localhost:14000/dir',
    'http://127.0.0.1:4001/directory',
    'https://[::1]:14000/dir',
    'https://pebble.localhost/dir',
    'https://127.8.9.1/dir',
  ])('lets %s be asked: it is on this machine', (directory) => {
    expect(readOptions(['--directory', directory]).directory).toBe(directory)
  })

  it('lets an authority elsewhere be asked when the name is proven in a DNS server that it may see', () => {
    const dns = 'rfc2136://ns1.customer.test/customer.test?key=device-key'
    const options = readOptions(['--directory', 'https://ca.customer.test/dir', '--dns', dns, '--dns-key-file', 'key'])
    expect(options).toMatchObject({ directory: 'https://ca.customer.test/dir', dns, dnsKeyFile: resolve('key') })
    const args = agentArguments(options, '/data', undefined)
    expect(args.join(' ')).toContain(`--dns ${dns} --dns-key-file ${resolve('key')}`)
  })

  it('knows Let’s Encrypt by name when a cloud that it can see is named', () => {
    const { directory } = readOptions(['--directory', 'letsencrypt-staging', '--cloud', 'https://cloud.example'])
    expect(directory).toBe('https://acme-staging-v02.api.letsencrypt.org/directory')
  })
})
