import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { readEnvironment } from '#cloud/plugins/environment.ts'
import { generateSigningKey } from '#cloud/plugins/signing-key.ts'

const key = await generateSigningKey()
const masterKey = { kid: 'first', k: randomBytes(32).toString('base64url') }
const good = {
  DATABASE_URL: 'postgres://cloud:m4ZrQ8vKp2@db.example/cloud',
  ZONE: 'myl.test',
  PUBLIC_URL: 'https://cloud.portal.test',
  ACCESS_TOKEN_KEYS: JSON.stringify([key]),
  MASTER_KEYS: JSON.stringify([masterKey]),
  NAMESERVERS: 'ns1.myl.test=192.0.2.1, 2001:db8::1;ns2.example=',
  TRUSTED_PROXIES: '10.0.0.0/8, fd00::1',
  SMTP_URL: 'smtps://cloud:x9TqLw71bN@mail.example',
  MAIL_FROM: 'MyL.Zip SSL <no-reply@myl.test>',
}
const faultsOf = (env: Record<string, string | undefined>) => {
  try {
    readEnvironment(env)
    return ''
  } catch (error) {
    expect(error).toMatchObject({ code: 'OPTION_INVALID' })
    return String((error as Error).message)
  }
}

it('reads what an operator sets', () => {
  expect(readEnvironment({ ...good, HTTP_PORT: '8443', PATH: '/bin' })).toMatchObject({
    ZONE: 'myl.test',
    ACCESS_TOKEN_KEYS: [key],
    MASTER_KEYS: [masterKey],
    NAMESERVERS: [
      { name: 'ns1.myl.test', addresses: ['192.0.2.1', '2001:db8::1'] },
      { name: 'ns2.example', addresses: [] },
    ],
    TRUSTED_PROXIES: ['10.0.0.0/8', 'fd00::1'],
    HTTP_PORT: 8443,
    DNS_PORT: 53,
  })
})

it.each([
  ['DATABASE_URL', 'mysql://u@h/x'],
  ['DATABASE_URL', undefined],
  ['ZONE', 'Myl.test'],
  ['ZONE', 'myl.test.'],
  ['ZONE', 'test'],
  ['PUBLIC_URL', 'http://cloud.portal.test'],
  ['PUBLIC_URL', 'https://cloud.portal.test/'],
  ['PUBLIC_URL', 'https://cloud.myl.test'],
  ['PUBLIC_URL', 'https://myl.test'],
  ['PUBLIC_URL', 'https://test'],
  ['ZONES', 'other.myl.test'],
  ['ZONES', 'second.test,below.second.test'],
  ['ZONES', 'myl.test'],
  ['ACCESS_TOKEN_KEYS', '[]'],
  ['ACCESS_TOKEN_KEYS', 'none'],
  ['ACCESS_TOKEN_KEYS', JSON.stringify([{ ...key, d: undefined }])],
  ['MASTER_KEYS', '[]'],
  ['MASTER_KEYS', JSON.stringify([{ ...masterKey, k: 'short' }])],
  ['MASTER_KEYS', undefined],
  ['SMTP_URL', 'mail.example'],
  ['SMTP_URL', undefined],
  ['MAIL_FROM', 'nobody'],
  ['MAIL_FROM', 'a@b.test\r\nBcc: c@d.test'],
  ['MAIL_FROM', undefined],
  ['MASTER_KEYS', JSON.stringify([{ ...masterKey, k: Buffer.alloc(32).toString('base64url') }])],
  ['MASTER_KEYS', JSON.stringify([{ ...masterKey, k: Buffer.alloc(32, 7).toString('base64url') }])],
  ['MASTER_KEYS', JSON.stringify([{ ...masterKey, k: Buffer.from('change-me-change-me-change-me-32').toString('base64url') }])],
  ['MASTER_KEYS', JSON.stringify([masterKey, masterKey])],
  ['ACCESS_TOKEN_KEYS', JSON.stringify([{ ...key, d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A' }])],
  ['DATABASE_URL', 'postgres://cloud:postgres@db.example/cloud'],
  ['DATABASE_URL', 'postgres://cloud:CHANGE-ME-please@db.example/cloud'],
  ['REDIS_URL', 'http://127.0.0.1'],
  ['REDIS_URL', 'redis://:redis@127.0.0.1'],
  ['METRICS_PORT', '-1'],
  ['DRAIN_SECONDS', 'soon'],
  ['OPERATOR_MAIL', 'somebody'],
  ['MIGRATE_AT_START', 'maybe'],
  ['NAMESERVERS', ''],
  ['NAMESERVERS', 'ns1.myl.test=everywhere'],
  ['HTTP_PORT', '70000'],
  ['TRUSTED_PROXIES', 'everybody'],
  ['TRUSTED_PROXIES', '*'],
  ['TRUSTED_PROXIES', undefined],
  ['TLS_KEY_FILE', '/etc/key.pem'],
])('%s=%j is refused by name', (name, value) => {
  expect(faultsOf({ ...good, [name]: value })).toContain(name)
})

it('plain HTTP with no proxy in front is refused, and said beside the other faults', () => {
  const faults = faultsOf({ ...good, TRUSTED_PROXIES: undefined, ZONE: '' })
  expect(faults).toMatch(/ZONE .*TRUSTED_PROXIES must name the proxy/s)
})

it('a file that cannot be read is a fault among the others', () => {
  const faults = faultsOf({ ...good, DATABASE_URL: undefined, DATABASE_URL_FILE: '/nowhere/url', ZONE: '' })
  expect(faults).toMatch(/DATABASE_URL_FILE cannot be read \(ENOENT\); ZONE /)
})
