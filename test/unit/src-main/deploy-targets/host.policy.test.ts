import { describe, expect, test } from 'vitest'
import { isOwnHost } from '#main/deploy-targets/device-page/host.policy.ts'

const own = (host: string | undefined, localAddress = '192.168.1.7') =>
  isOwnHost(host, { isForName: (name) => name === 'desk.acme.test', localAddress })

describe('the names the device page answers to', () => {
  test.each(['desk.acme.test', 'desk.acme.test:7443', 'DESK.ACME.TEST', 'localhost:7443', '192.168.1.7', '192.168.1.7:7443'])(
    '%s is its own',
    (host) => {
      expect(own(host)).toBe(true)
    },
  )

  test.each([
    undefined,
    '',
    'evil.example',
    '192.168.1.8',
    '127.0.0.1',
    'desk.acme.test@evil.example',
    'desk.acme.test/..',
    'a b',
    '[::1',
    ':7443',
    'desk.acme.test:x',
  ])('%s is not', (host) => {
    expect(own(host)).toBe(false)
  })

  test('an address counts when it is the one that was connected to, however it is written', () => {
    expect(own('127.0.0.1:7443', '::ffff:127.0.0.1')).toBe(true)
    expect(own('[::1]:7443', '::1')).toBe(true)
    expect(own('[0:0:0:0:0:0:0:1]', '::1')).toBe(true)
    expect(own('2130706433', '127.0.0.1')).toBe(true)
  })
})
