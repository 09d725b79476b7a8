import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { inOwnNetwork, noOwnNetwork, ownAddresses } from '../../support/own-network.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const skipped = noOwnNetwork()

test.skipIf(skipped)(
  `a device's name is followed through the system's own resolver, from network to network${skipped ? ` (skipped: ${skipped})` : ''}`,
  async () => {
    const folder = await temporaryFolder()
    onTestFinished(folder.remove)
    const resolvConf = join(folder.path, 'resolv.conf')
    await writeFile(resolvConf, 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n')
    const program = fileURLToPath(new URL('in-own-network.ts', import.meta.url))
    const commands = 'mount --bind "$1" /etc/resolv.conf && exec "$2" "$3"'
    const { stdout, stderr, status } = inOwnNetwork(commands, resolvConf, process.execPath, program)
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    const scenes = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const both = [...ownAddresses]
    const moved = ['192.168.44.5', 'fd12:3456::7']
    expect(scenes).toMatchObject([
      { title: 'no consent', published: [], resolution: null, asked: false },
      { title: 'consent', published: both, resolution: { status: 'leads-here', answers: expect.arrayContaining(both) }, asked: true },
      {
        title: 'another network',
        published: moved,
        resolution: { status: 'leads-here', answers: expect.arrayContaining(moved) },
        asked: true,
      },
      { title: 'a stale record', published: moved, resolution: { status: 'leads-elsewhere', answers: ['192.168.44.99'] }, asked: true },
      { title: 'a resolver that knows nothing', resolution: { status: 'unknown-here', answers: [] }, asked: true },
      { title: 'a resolver that does not answer', resolution: { status: 'unknown-here', answers: [] } },
      { title: 'consent withdrawn', publish: false, published: [], resolution: null },
    ])
  },
)
