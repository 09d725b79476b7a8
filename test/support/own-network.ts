import { spawnSync } from 'node:child_process'

/** What a network of our own looks like from inside: this machine has these two addresses on a LAN that nobody else is on. */
export const ownAddresses = ['10.9.8.7', 'fd12:3456::7'] as const

/** The other end of the cable, `lan1`, belongs to nobody: it is only there so that `lan0` is up. */
const plug = [
  'ip link set lo up',
  'ip link add lan0 type veth peer name lan1',
  'ip link set lan0 up',
  'ip link set lan1 up',
  `ip addr add ${ownAddresses[0]}/24 dev lan0`,
  `ip addr add ${ownAddresses[1]}/64 dev lan0 nodad`,
].join(' && ')

/** Runs shell commands in a network and mount namespace of their own, where `lan0` is plugged in; `$1`… are the arguments. */
export function inOwnNetwork(commands: string, ...args: string[]) {
  const script = commands === '' ? plug : `${plug} && ${commands}`
  return spawnSync('unshare', ['--net', '--mount', 'sh', '-c', script, 'sh', ...args], { encoding: 'utf8', timeout: 50_000 })
}

/** Why that cannot be had here; undefined when it can. */
export function noOwnNetwork(): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux'
  if (process.getuid?.() !== 0) return 'needs root for a network of its own'
  const { status, stderr, error } = inOwnNetwork('')
  return status === 0 ? undefined : `no network of its own can be had here: ${error?.message ?? stderr.trim()}`
}
