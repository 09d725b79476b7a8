import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ChallengeTask } from '#main/challenges/challenge.port.ts'
import { createHttp01Listener } from '#main/challenges/http/http-01-listener.adapter.ts'
import { createHttp01Webroot } from '#main/challenges/http/http-01-webroot.adapter.ts'
import { createLookServed } from '#main/challenges/http/look-served.adapter.ts'
import { taskFor } from '../challenge-tasks.ts'
import { freePorts } from '../free-port.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import type { SolverKind } from './staged-solver.ts'

const run = promisify(execFile)

/** Status and body, as curl has them at an address of this machine. */
export async function curl(address: string, port: number, path: string, ...more: string[]): Promise<{ status: number; body: string }> {
  const host = address.includes(':') ? `[${address}]` : address
  const args = ['--silent', '--show-error', '--max-time', '5', '--path-as-is', '--write-out', '\n%{http_code}', ...more]
  const { stdout } = await run('curl', [...args, `http://${host}:${port}${path}`]).catch((error: { stdout?: string }) => ({
    stdout: error.stdout || '\n0',
  }))
  const end = stdout.lastIndexOf('\n')
  return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) }
}

export const answerPath = ({ token }: ChallengeTask) => `/.well-known/acme-challenge/${token}`

const tasks = [taskFor('a.myl.test', 'token-1'), taskFor('b.myl.test', 'token-2')] as const

async function showsAt(port: number, task: ChallengeTask, addresses = ['127.0.0.1']): Promise<boolean> {
  const seen = await Promise.all(addresses.map((address) => curl(address, port, answerPath(task), '--header', `Host: ${task.name}`)))
  return seen.every(({ status, body }) => status === 200 && body === task.keyAuthorization)
}

export const http01Listener: SolverKind = {
  title: 'http-01 by a listener of its own',
  missing: '',
  async stage() {
    const [port = 0] = await freePorts(1)
    return {
      solver: createHttp01Listener({ port }),
      tasks,
      sees: (task) => showsAt(port, task, ['127.0.0.1', '::1']),
      isClean: async () => (await curl('127.0.0.1', port, '/')).status === 0,
      stop: async () => undefined,
    }
  },
}

/** A web server that shows a folder's files, and nothing else. */
export async function startWebServer(folder: string, at = 0) {
  const server = createServer((request, response) => {
    readFile(join(folder, new URL(request.url ?? '/', 'http://x').pathname)).then(
      (text) => response.end(text),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return { port, stop: () => new Promise<void>((resolve) => void server.close(() => resolve()).closeAllConnections()) }
}

export const http01Webroot: SolverKind = {
  title: 'http-01 from a web server’s folder',
  missing: '',
  async stage() {
    const folder = await temporaryFolder()
    const web = await startWebServer(folder.path)
    const lookServed = createLookServed({ resolve: async () => ['127.0.0.1'], port: web.port })
    return {
      solver: createHttp01Webroot({ folder: folder.path, lookServed }),
      tasks,
      sees: (task) => showsAt(web.port, task),
      isClean: async () => (await readdir(folder.path)).length === 0,
      stop: () => web.stop().then(folder.remove),
    }
  },
}
