import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyAndChain } from '#main/stores/store.port.ts'
import { freePorts } from './free-port.ts'
import { startProgram } from './started-program.ts'
import { temporaryFolder } from './temporary-folder.ts'

const program = '/usr/sbin/xrdp'

/** Why tests with xrdp cannot run here, or undefined when they can. */
export const missingXrdp = existsSync(program) ? undefined : `${program} is missing (Debian: apt install xrdp)`

/** An xrdp of its own on a free port of loopback, with this certificate. `rdp` is what RDP had before TLS. */
export async function startXrdp({ certificatePem, chainPem, privateKeyPem }: KeyAndChain, security: 'tls' | 'rdp' = 'tls') {
  const folder = await temporaryFolder()
  const [port = 0] = await freePorts(1)
  const at = (file: string) => join(folder.path, file)
  await writeFile(at('key.pem'), privateKeyPem)
  await writeFile(at('chain.pem'), [certificatePem, ...chainPem].join(''))
  const globals = {
    ini_version: '1',
    fork: 'true',
    port: `tcp://127.0.0.1:${port}`,
    security_layer: security,
    certificate: at('chain.pem'),
    key_file: at('key.pem'),
    ssl_protocols: 'TLSv1.2, TLSv1.3',
  }
  const lines = Object.entries(globals).map(([name, value]) => `${name}=${value}\n`)
  const config = `[Globals]\n${lines.join('')}[Logging]\nLogFile=${at('log')}\nLogLevel=INFO\nEnableSyslog=0\n[Channels]\n[Xorg]\nname=Xorg\nlib=libxup.so\n`
  await writeFile(at('xrdp.ini'), config)
  const started = await startProgram(program, ['--nodaemon', '--config', at('xrdp.ini')], {}, [port])
  return { port, stop: () => started.stop().then(folder.remove) }
}
