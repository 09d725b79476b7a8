import { day } from '@mylzip/shared/domain/time.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outwardAddresses } from '#main/doctor/addresses.policy.ts'
import { type CertificateSight, judgeCertificate } from '#main/doctor/certificate.policy.ts'
import { placeOf } from '#main/doctor/dns/place.policy.ts'
import { judgeDisk, networkKindOf } from '#main/doctor/machine/disk.policy.ts'
import { listenersIn } from '#main/doctor/machine/listeners.policy.ts'
import { judgePorts } from '#main/doctor/machine/ports.policy.ts'
import { plannedNames } from '#main/doctor/planned.policy.ts'
import { challengeTypeOf, portUseOf } from '#main/doctor/proof-ways.policy.ts'
import { isPublicAddress } from '#main/system/network/public-address.policy.ts'

describe('the system’s table of sockets', () => {
  const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode'
  const v4 =
    '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 34523 1 0000000000000000 100 0 0 10 0'
  const v6 =
    '   1: 000080FE00000000FF005450B6AD1DFE:01BB 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 99 1'
  const connected = v4.replace(' 0A ', ' 01 ')

  test('says what listens where, and whose it is', () => {
    expect(listenersIn([head, v4, v6, connected, ''].join('\n'))).toEqual([
      { address: '127.0.0.1', port: 8080, uid: 1000, inode: '34523' },
      { address: 'fe80:0:0:0:5054:ff:fe1d:adb6', port: 443, uid: 0, inode: '99' },
    ])
  })

  test('is read without a stumble, whatever it holds', () => {
    fc.assert(fc.property(fc.string(), (text) => void listenersIn(text)))
  })
})

describe('a port', () => {
  const use = { name: 'desk.test', port: 80, by: 'this program' } as const
  const sight = { port: 80, holders: [], answers: false, opening: undefined }
  test.each([
    ['is free', sight, undefined],
    [
      'is held by somebody else',
      { ...sight, holders: [{ address: '0.0.0.0', uid: 0, pid: 7, program: 'nginx' }], opening: 'EADDRINUSE' },
      'CHALLENGE_PORT_TAKEN',
    ],
    [
      'is held by this program',
      { ...sight, holders: [{ address: '0.0.0.0', uid: 0, pid: 1, program: 'node' }], opening: 'EADDRINUSE' },
      undefined,
    ],
    ['is held by somebody invisible', { ...sight, opening: 'EADDRINUSE' }, 'CHALLENGE_PORT_TAKEN'],
    ['is not this user’s to open', { ...sight, opening: 'EACCES' }, 'CHALLENGE_PORT_NOT_ALLOWED'],
    ['cannot be opened for another reason', { ...sight, opening: 'EMFILE' }, 'PORT_UNUSABLE'],
  ])('that %s', (_, seen, code) => {
    expect(judgePorts([use], [seen], 1).code).toBe(code ?? null)
  })
})

describe('a disk', () => {
  const sight = { folder: '/var/lib/mylzip', type: 0xef53, free: 2 ** 31, size: 2 ** 34, freeFiles: 9_000, writing: undefined }
  test.each([
    ['with room', sight, null],
    ['with little room', { ...sight, free: 2 ** 20 }, 'DISK_ALMOST_FULL'],
    ['with room for few files', { ...sight, freeFiles: 3 }, 'DISK_ALMOST_FULL'],
    ['that is full', { ...sight, writing: 'ENOSPC' }, 'DISK_FULL'],
    ['of which this user has used up their share', { ...sight, writing: 'EDQUOT' }, 'DISK_FULL'],
    ['that can be read only', { ...sight, writing: 'EROFS' }, 'DATA_FOLDER_UNWRITABLE'],
  ])('%s', (_, seen, code) => {
    expect(judgeDisk(seen).code).toBe(code)
  })

  test('of another machine is known by its kind', () => {
    expect([0x6969, 0xff534d42, 0xff534d42 | 0, 0xef53].map((type) => networkKindOf(type, '/data'))).toEqual([
      'NFS',
      'CIFS',
      'CIFS',
      undefined,
    ])
    expect(networkKindOf(0, '\\\\server\\share\\data')).toBe('a Windows share')
    expect(networkKindOf(0, '\\\\?\\C:\\data')).toBeUndefined()
  })
})

describe('a certificate', () => {
  const now = Date.parse('2026-11-21T08:00:00Z')
  const sight: CertificateSight = {
    name: 'desk.test',
    notBefore: now - 10 * day,
    notAfter: now + 80 * day,
    renewalAt: now + 50 * day,
    failure: undefined,
    failedTries: 0,
    nextAttemptAt: undefined,
    standing: undefined,
  }
  const failure = { code: 'ACME_RATE_LIMITED', data: { detail: 'too many', until: 'at noon', retryAt: now + day }, at: now } as const
  const judge = (change: Partial<CertificateSight>) => judgeCertificate({ ...sight, ...change }, now)

  test.each([
    ['in the middle of its life', {}, 'ok', null],
    ['that has ended', { notAfter: now - day }, 'failed', 'CERTIFICATE_ENDED'],
    ['near its end', { notAfter: now + day }, 'warning', 'CERTIFICATE_ENDS_SOON'],
    ['of six days, a day before its end', { notBefore: now - 5 * day, notAfter: now + day }, 'warning', 'CERTIFICATE_ENDS_SOON'],
    ['whose renewal failed', { failure, failedTries: 1 }, 'warning', 'ACME_RATE_LIMITED'],
    ['that never came because of a failure', { failure, notBefore: undefined, notAfter: undefined }, 'failed', 'ACME_RATE_LIMITED'],
    ['that was not ordered yet', { notBefore: undefined, notAfter: undefined }, 'skipped', null],
  ] as const)('%s', (_, change, status, code) => {
    expect(judge(change)).toMatchObject({ status, code })
  })

  test('held up by a limit tells when that ends', () => {
    expect(judge({ failure, failedTries: 1 }).evidence).toContainEqual(
      expect.objectContaining({ label: 'the limit ends', value: '2026-11-22T08:00:00.000Z' }),
    )
  })
})

describe('addresses', () => {
  test.each([
    ['9.9.9.9', true],
    ['2620:fe::9', true],
    ['10.0.0.1', false],
    ['100.64.0.1', false],
    ['169.254.1.1', false],
    ['::1', false],
    ['::ffff:10.0.0.1', false],
    ['fd00::1', false],
    ['fe80::1', false],
    ['no address', false],
  ])('%s is the internet’s: %s', (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected)
  })

  test('that a machine gave itself are no connection', () => {
    const at = (address: string, internal = false) => ({ name: 'eth0', address, family: 'IPv4' as const, internal })
    expect(outwardAddresses([at('127.0.0.1', true), at('169.254.3.4'), at('fe80::1'), at('192.168.1.2')])).toEqual([at('192.168.1.2')])
  })

  test('of DNS servers are read with and without their port', () => {
    expect(['192.0.2.1', '192.0.2.1:5353', '2001:db8::1', '[2001:db8::1]:5353', 'resolver.test', ''].map(placeOf)).toEqual([
      { address: '192.0.2.1', port: 53 },
      { address: '192.0.2.1', port: 5353 },
      { address: '2001:db8::1', port: 53 },
      { address: '2001:db8::1', port: 5353 },
      undefined,
      undefined,
    ])
  })
})

describe('what is planned', () => {
  test('is taken as it would be ordered', () => {
    expect(plannedNames([' Desk.Office.Example. ', '*.office.example', '192.0.2.7', '2001:DB8::1', 'bücher.example'])).toEqual([
      'desk.office.example',
      '*.office.example',
      '192.0.2.7',
      '2001:db8::1',
      'xn--bcher-kva.example',
    ])
  })

  test.each(['', 'localhost', 'a b.example', 'a..example', '*.*.example', 'http://x.example/', '_x.test', '1.2.3', 'fe80::1%eth0'])(
    '%j is no name for a certificate',
    (name) => {
      expect(() => plannedNames([name])).toThrow('is not a name that a certificate could be for')
    },
  )
})

test('each way of proving is known by its challenge, and by the port it needs', () => {
  expect(challengeTypeOf({ via: 'automatic' })).toBe('dns-01')
  expect(challengeTypeOf({ via: 'http-webroot', folder: '/srv' })).toBe('http-01')
  expect(portUseOf({ via: 'http-listener', port: 8080 }, 'a.test')).toEqual({ name: 'a.test', port: 8080, by: 'this program' })
  expect(portUseOf({ via: 'tls-alpn' }, 'a.test')).toMatchObject({ port: 443 })
  expect(portUseOf({ via: 'http-webroot', folder: '/srv' }, 'a.test')).toMatchObject({ port: 80, by: 'a web server' })
  expect(portUseOf({ via: 'cloud' }, 'a.test')).toBeUndefined()
})
