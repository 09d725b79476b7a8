import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { freePorts } from './free-port.ts'
import { startProgram } from './started-program.ts'
import { temporaryFolder } from './temporary-folder.ts'

const program = '/usr/sbin/nginx'

/** Why tests with nginx cannot run here, or undefined when they can. */
export const missingNginx = existsSync(program) ? undefined : `${program} is missing (Debian: apt install nginx-light)`

export interface StartedNginx {
  url: string
  stop(): Promise<void>
}

/** An nginx of its own on a free port of loopback, in front of these, with more for its `location`. */
export async function startNginx(upstreams: readonly string[], location = ''): Promise<StartedNginx> {
  const folder = await temporaryFolder()
  const [port = 0] = await freePorts(1)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder.path}/${kind};`)
  const config = `
daemon off; master_process off; pid ${folder.path}/pid; error_log ${folder.path}/error.log;
events { worker_connections 256; }
http {
  access_log off; ${temporary.join(' ')}
  upstream cloud { ${upstreams.map((url) => `server ${new URL(url).host};`).join(' ')} }
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass http://cloud; proxy_set_header Host $host; ${location} }
  }
}`
  await writeFile(join(folder.path, 'nginx.conf'), config)
  const started = await startProgram(program, ['-p', folder.path, '-c', join(folder.path, 'nginx.conf')], {}, [port])
  return { url: `http://127.0.0.1:${port}`, stop: () => started.stop().then(folder.remove) }
}

export interface TlsNginx {
  port: number
  /** SIGHUP to this process has it read its files again. */
  pidFile: string
  stop(): Promise<void>
}

/** One that presents what lies in these files, read when it starts and when it is told. */
export async function startTlsNginx({ certificate, key }: { certificate: string; key: string }): Promise<TlsNginx> {
  const folder = await temporaryFolder()
  const [port = 0] = await freePorts(1)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder.path}/${kind};`)
  const config = `
daemon off; worker_processes 1; pid ${folder.path}/pid; error_log ${folder.path}/error.log;
events { worker_connections 256; }
http {
  access_log off; ${temporary.join(' ')}
  server { listen 127.0.0.1:${port} ssl; ssl_certificate ${certificate}; ssl_certificate_key ${key}; return 204; }
}`
  await writeFile(join(folder.path, 'nginx.conf'), config)
  const started = await startProgram(program, ['-p', folder.path, '-c', join(folder.path, 'nginx.conf')], {}, [port])
  const pidFile = join(folder.path, 'pid')
  async function stop(): Promise<void> {
    // Its workers outlive it when it is killed; it takes its file away when they have ended.
    process.kill(Number(await readFile(pidFile, 'utf8')), 'SIGTERM')
    await vi.waitFor(() => expect(existsSync(pidFile)).toBe(false), { timeout: 20_000, interval: 20 })
    await started.stop()
    await folder.remove()
  }
  return { port, pidFile, stop }
}
