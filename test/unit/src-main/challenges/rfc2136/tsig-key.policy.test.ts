import { describe, expect, it } from 'vitest'
import { readTsigKey } from '#main/challenges/rfc2136/tsig-key.policy.ts'

const secret = 'q//nLyfBjcKXJGCqgHuDcU5UWf5IPCVK1HVz4ILfJ+s='
const bytes = Buffer.from(secret, 'base64')
const nothing = { keyName: undefined, algorithm: undefined }
const clause = (name: string, algorithm = 'hmac-sha256') => `key "${name}" {\n\talgorithm ${algorithm};\n\tsecret "${secret}";\n};\n`

describe('a key file', () => {
  it.each([
    ['as tsig-keygen writes it', clause('device-key')],
    ['with comments of all kinds', `# from the server\n// key "old" {\n/* key "older" { secret "x"; } */\n${clause('device-key')}`],
    ['in one line and without quotes', `key Device-Key. { algorithm HMAC-SHA256.; secret ${secret}; };`],
    ['with its parts the other way round', `key "device-key" { secret "${secret}"; algorithm "hmac-sha256"; };`],
  ])('%s is read', (_, text) => {
    expect(readTsigKey(text, nothing, 'file')).toEqual({ name: 'device-key', algorithm: 'hmac-sha256', secret: bytes })
  })

  it('with nothing but the secret takes name and algorithm from the address', () => {
    const wanted = { keyName: 'device-key', algorithm: 'hmac-sha512' } as const
    expect(readTsigKey(`${secret}\n`, wanted, 'file')).toEqual({ name: 'device-key', algorithm: 'hmac-sha512', secret: bytes })
    expect(readTsigKey(secret, { keyName: 'device-key', algorithm: undefined }, 'file').algorithm).toBe('hmac-sha256')
  })

  it('with several keys needs to be told which', () => {
    const both = clause('first') + clause('second', 'hmac-sha512')
    expect(readTsigKey(both, { keyName: 'second', algorithm: undefined }, 'file')).toMatchObject({
      name: 'second',
      algorithm: 'hmac-sha512',
    })
    expect(() => readTsigKey(both, nothing, 'file')).toThrow(/exactly one/)
  })

  it.each([
    ['another key than the address names', clause('other'), { keyName: 'device-key', algorithm: undefined }],
    ['another algorithm than the address names', clause('device-key'), { keyName: undefined, algorithm: 'hmac-sha512' as const }],
    ['an algorithm that is not spoken', clause('device-key', 'hmac-md5'), nothing],
    ['a bare secret for a key without a name', secret, nothing],
    ['a secret that is not base64', `key "k" { algorithm hmac-sha256; secret "not base64!"; };`, nothing],
    ['no secret', `key "k" { algorithm hmac-sha256; };`, nothing],
    ['an empty name', `key "" { algorithm hmac-sha256; secret "${secret}"; };`, nothing],
    ['something else', '-----BEGIN CERTIFICATE-----', nothing],
  ])('%s is refused, without a word of the secret', (_, text, wanted) => {
    expect(() => readTsigKey(text, wanted, '/etc/key')).toThrow(
      expect.objectContaining({ code: 'DNS_KEY_UNREADABLE', message: expect.stringContaining('/etc/key') }),
    )
    expect(() => readTsigKey(text, wanted, '/etc/key')).toThrow(expect.not.objectContaining({ message: expect.stringContaining(secret) }))
  })
})
