import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { inOwnNetwork, noOwnNetwork, ownAddresses } from '../../support/own-network.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const skipped = noOwnNetwork()

test.skipIf(skipped)(
  `the device's name leads to its LAN addresses as long as its person wants that, and never without${skipped ? ` (skipped: ${skipped})` : ''}`,
  async () => {
    const folder = await temporaryFolder()
    onTestFinished(folder.remove)
    const program = fileURLToPath(new URL('lan-addresses-in-own-network.ts', import.meta.url))
    const { stdout, stderr, status } = inOwnNetwork('exec "$1" "$2" "$3"', process.execPath, program, folder.path)
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    const scenes = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const [v4, v6] = ownAddresses
    const published = { a: [v4], aaaa: [v6], aOverTcp: [v4], aaaaOverTcp: [v6] }
    const nothing = { a: [], aaaa: [], aOverTcp: [], aaaaOverTcp: [] }
    expect(scenes).toMatchObject([
      { title: 'a certificate, and nobody was asked', ...nothing, consent: false },
      {
        title: 'consent',
        ...published,
        consent: true,
        last: expect.stringMatching(/^Allowed: .+\.practice\.myl\.test leads to this device/),
      },
      { title: 'consent outlives a restart', ...published, consent: true },
      { title: 'consent withdrawn', ...nothing, consent: false, last: expect.stringMatching(/^No longer allowed: /) },
      { title: 'its end outlives a restart', ...nothing, consent: false },
    ])
  },
)
