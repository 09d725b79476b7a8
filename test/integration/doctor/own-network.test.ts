import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { inOwnNetwork, noOwnNetwork } from '../../support/own-network.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const skipped = noOwnNetwork()

test.skipIf(skipped)(
  `what is wrong with a network is found by the system’s own means${skipped ? ` (skipped: ${skipped})` : ''}`,
  async () => {
    const folder = await temporaryFolder()
    onTestFinished(folder.remove)
    const resolvConf = join(folder.path, 'resolv.conf')
    await writeFile(resolvConf, 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n')
    const program = fileURLToPath(new URL('in-own-network.ts', import.meta.url))
    const { stdout, stderr, status } = inOwnNetwork(
      'mount --bind "$1" /etc/resolv.conf && exec "$2" "$3"',
      resolvConf,
      process.execPath,
      program,
    )
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    const scenes = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(scenes).toMatchObject([
      {
        network: { status: 'warning', code: 'NETWORK_LEADS_NOWHERE' },
        resolver: { status: 'failed', code: 'RESOLVER_KNOWS_NOT', sentence: expect.stringContaining('cloud.office.zip') },
        'zip-names': { status: 'failed', code: 'ZIP_NAMES_BLOCKED', sentence: expect.stringContaining('is said not to exist') },
        ipv6: { status: 'warning', code: 'IPV6_BROKEN', sentence: expect.stringContaining('fd12:3456::7') },
        authority: { status: 'ok' },
        cloud: { status: 'failed', code: 'CLOUD_UNREACHABLE' },
        clock: { status: 'ok' },
      },
      {
        network: { status: 'ok', sentence: 'This machine has the address 10.9.8.7 on lan0.' },
        resolver: { status: 'ok' },
        'zip-names': { status: 'failed', code: 'ZIP_NAMES_BLOCKED', sentence: expect.stringContaining('0.0.0.0') },
        ipv6: { status: 'skipped' },
        authority: { status: 'ok' },
      },
      {
        resolver: { status: 'failed', code: 'RESOLVER_UNREACHABLE', sentence: expect.stringContaining('127.0.0.1:53') },
        'zip-names': { status: 'skipped' },
        authority: { status: 'failed', code: 'ACME_UNREACHABLE' },
        clock: { status: 'skipped' },
      },
      { network: { status: 'failed', code: 'NETWORK_DOWN' } },
    ])
  },
)
