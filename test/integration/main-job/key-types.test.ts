import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openssl } from '../../support/openssl.ts'
import { noOpenssl, runOpenssl } from '../../support/openssl-client.ts'
import { practiceForTests } from '../../support/practice-stack.ts'
import { startRunningAgent } from '../../support/running-agent.ts'

/** As OpenSSL describes a private key of each type. */
const descriptions = {
  'rsa-2048': /^Private-Key: \(2048 bit/,
  'rsa-3072': /^Private-Key: \(3072 bit/,
  'p-256': /^Private-Key: \(256 bit\)[\s\S]*NIST CURVE: P-256/,
  'p-384': /^Private-Key: \(384 bit\)[\s\S]*NIST CURVE: P-384/,
}

describe.skipIf(noOpenssl)(`a certificate with a key of the type asked for${noOpenssl}`, () => {
  const practice = practiceForTests()

  it.each([
    ['rsa-2048', []],
    ['rsa-3072', ['--key-type', 'rsa-3072']],
    ['p-256', ['--key-type', 'p-256']],
    ['p-384', ['--key-type', 'p-384']],
  ] as const)('is served and verified, and OpenSSL reads it back: %s, asked for with %j', async (keyType, asked) => {
    const agent = await startRunningAgent(practice.stack, join(practice.folder, keyType), ...asked)
    try {
      const { certificates, device } = await agent.client.state.get()
      const [certificate] = certificates
      expect(certificate).toMatchObject({ keyType, health: 'protected', current: { states: { verified: expect.any(String) } } })
      const { location = '', keyLocation = '' } = certificate?.current?.store ?? {}

      expect(openssl(['pkey', '-in', keyLocation, '-noout', '-text'], '')).toMatch(descriptions[keyType])
      const ofKey = openssl(['pkey', '-in', keyLocation, '-pubout'], '')
      expect(openssl(['x509', '-in', location, '-noout', '-pubkey'], '')).toBe(ofKey)

      const { hostname, port } = new URL(device?.devicePage?.url ?? '')
      const named = ['-servername', hostname, '-verify_hostname', hostname, '-verify_return_error', '-CAfile', practice.stack.caRootFile]
      const seen = await runOpenssl('s_client', '-connect', `127.0.0.1:${port}`, ...named)
      expect(seen).toContain('Verify return code: 0 (ok)')
      expect(openssl(['x509', '-noout', '-pubkey'], seen)).toBe(ofKey)
    } finally {
      await agent.stop()
    }
  })
})
