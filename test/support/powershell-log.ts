import { spawnSync } from 'node:child_process'

/** Starts a program with a system log of its own, and writes into a file what the program tells it. */
const catcher = `
import os, socket, sys
log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
log.bind('/dev/log')
program = os.fork()
if program == 0:
    os.execv(sys.argv[2], sys.argv[2:])
told = open(sys.argv[1], 'wb', 0)
log.settimeout(0.5)
while True:
    try:
        told.write(log.recv(1 << 20) + b'\\n')
    except TimeoutError:
        if os.waitpid(program, os.WNOHANG)[0]:
            break
`

const ownDevices = [
  'mount -t tmpfs none /mnt',
  'cp -a /dev/null /dev/zero /dev/random /dev/urandom /mnt/',
  'ln -s /proc/self/fd /mnt/fd',
  'mkdir /mnt/shm',
  'mount --move /mnt /dev',
].join(' && ')

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** A shell script that is started in PowerShell's place: what PowerShell logs (on Linux to syslog) goes into a file. */
export function loggedProgram({ args, log, program }: { program: string; args: readonly string[]; log: string }): string {
  const command = ['python3', '-c', catcher, log, program, ...args].map(quoted).join(' ')
  return `#!/bin/sh\nexec unshare --mount sh -c ${quoted(`${ownDevices} && exec "$@"`)} sh ${command} "$@"\n`
}

/** Why a system log of one's own cannot be had here; undefined when it can. */
export function noOwnLog(): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux'
  if (process.getuid?.() !== 0) return 'needs root for a system log of its own'
  const { status } = spawnSync('unshare', ['--mount', 'sh', '-c', `${ownDevices} && python3 -c ""`])
  return status === 0 ? undefined : 'needs unshare and python3 for a system log of its own'
}
