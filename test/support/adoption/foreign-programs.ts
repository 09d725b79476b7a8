import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePorts } from '../free-port.ts'

const run = promisify(execFile)

export interface AtAuthority {
  directoryUrl: string
  /** File with the root of the authority's own connection. */
  rootFile: string
}

/** Lets lego get a certificate into a folder of its own, by its own listener; the authority must take any proof. */
export async function runLego({ directoryUrl, rootFile }: AtAuthority, folder: string, names: string[], ...more: string[]) {
  const [port = 0] = await freePorts(1)
  const args = [
    '--server',
    directoryUrl,
    '--path',
    folder,
    '--accept-tos',
    '--email',
    'it@acme.example',
    ...names.flatMap((name) => ['-d', name]),
  ]
  await run('lego', [...args, ...more, '--http', '--http.port', `127.0.0.1:${port}`, 'run'], {
    env: { ...process.env, LEGO_CA_CERTIFICATES: rootFile },
  })
}

/** The same for certbot; answers the port its listener was told. */
export async function runCertbot({ directoryUrl, rootFile }: AtAuthority, folder: string, names: string[], ...more: string[]) {
  const [port = 0] = await freePorts(1)
  const beside = (kind: string) => [`--${kind}-dir`, join(folder, `../certbot-${kind}`)]
  const args = [
    ...['certonly', '--non-interactive', '--agree-tos', '-m', 'it@acme.example', '--no-eff-email', '--server', directoryUrl],
    ...['--config-dir', folder, ...beside('work'), ...beside('logs')],
    ...(more.includes('--webroot') ? [] : ['--standalone', '--http-01-address', '127.0.0.1', '--http-01-port', String(port)]),
    ...names.flatMap((name) => ['-d', name]),
  ]
  await run('certbot', [...args, ...more], { env: { ...process.env, REQUESTS_CA_BUNDLE: rootFile } })
  return { port }
}
