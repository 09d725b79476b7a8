import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** The other end of the cable, `lan1`, belongs to nobody: it is only there so that `lan0` is up. */
const plug = [
  'ip link set lo up',
  'ip link add lan0 type veth peer name lan1',
  'ip link set lan0 up',
  'ip link set lan1 up',
  'ip addr add 10.9.8.7/24 dev lan0',
  'ip addr add fd12:3456::7/64 dev lan0 nodad',
].join(' && ')

const skipped = whySkipped()

test.skipIf(skipped)(
  `a device's name is followed through the system's own resolver, from network to network${skipped ? ` (skipped: ${skipped})` : ''}`,
  async () => {
    const folder = await temporaryFolder()
    onTestFinished(folder.remove)
    const resolvConf = join(folder.path, 'resolv.conf')
    await writeFile(resolvConf, 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n')
    const program = fileURLToPath(new URL('in-own-network.ts', import.meta.url))
    const commands = `${plug} && mount --bind "$1" /etc/resolv.conf && exec "$2" "$3"`
    const { stdout, stderr, status } = inNamespace(commands, resolvConf, process.execPath, program)
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    const scenes = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const both = ['10.9.8.7', 'fd12:3456::7']
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

function inNamespace(commands: string, ...args: string[]) {
  return spawnSync('unshare', ['--net', '--mount', 'sh', '-c', commands, 'sh', ...args], { encoding: 'utf8', timeout: 50_000 })
}

function whySkipped(): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux'
  if (process.getuid?.() !== 0) return 'needs root for a network of its own'
  const { status, stderr, error } = inNamespace(plug)
  return status === 0 ? undefined : `no network of its own can be had here: ${error?.message ?? stderr.trim()}`
}
