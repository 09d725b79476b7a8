import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { generateSigningKey } from '#cloud/plugins/signing-key.ts'
import { cloudProgram } from './cloud-programs.ts'
import { freePorts } from './free-port.ts'

export type CloudSettings = Record<string, string>

export interface RunningServer {
  child: ChildProcess
  output(): string
  ended: Promise<number | null>
  /** Resolves once it listens; fails with what it said when it does not. */
  listening(): Promise<void>
}

/** What an operator would set, with secrets as they are drawn for production. Several servers may share it. */
export async function newSettings(databaseUrl: string): Promise<CloudSettings> {
  return {
    DATABASE_URL: databaseUrl,
    ACCESS_TOKEN_KEYS: JSON.stringify([await generateSigningKey()]),
    MASTER_KEYS: JSON.stringify([{ kid: 'first', k: randomBytes(32).toString('base64url') }]),
    ZONE: 'myl.test',
    PUBLIC_URL: 'https://cloud.portal.test',
    NAMESERVERS: 'ns1.myl.test=192.0.2.53',
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'no-reply@myl.test',
    TRUSTED_PROXIES: '127.0.0.1',
    DRAIN_SECONDS: '0',
  }
}

/** Free ports of loopback for one server. */
export async function newPorts(): Promise<{ HTTP_PORT: string; DNS_PORT: string; METRICS_PORT: string }> {
  const [http = 0, dns = 0, metrics = 0] = await freePorts(3)
  return { HTTP_PORT: String(http), DNS_PORT: String(dns), METRICS_PORT: String(metrics) }
}

/** The server as a process of its own, with these settings and nothing else of this process'. */
export function runServer(settings: CloudSettings): RunningServer {
  const { child, output, ended } = run(cloudProgram('server'), [], settings)
  // A test run that is broken off leaves nothing running.
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  let over = false
  ended.then(() => {
    over = true
    process.off('exit', kill)
  })
  return {
    child,
    output,
    ended,
    async listening() {
      const late = Date.now() + 30_000
      while (!output().includes('"listening"')) {
        if (over || Date.now() > late) throw new Error(`the server did not come up: ${output()}`)
        await pause(30)
      }
    },
  }
}

/** One of the operator's commands, to its end. */
export async function operate(args: readonly string[], settings: CloudSettings): Promise<{ code: number | null; said: string }> {
  const { ended, output } = run(cloudProgram('operator'), args, settings)
  return { code: await ended, said: output() }
}

function run(file: string, args: readonly string[], settings: CloudSettings) {
  const env = { PATH: process.env.PATH ?? '', ...settings }
  const child = spawn(process.execPath, [file, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk))
  return { child, output: () => text, ended: once(child, 'close').then(([code]) => code as number | null) }
}
