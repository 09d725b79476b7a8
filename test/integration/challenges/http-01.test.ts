import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttp01Listener } from '#main/challenges/http/http-01-listener.adapter.ts'
import { createHttp01Webroot } from '#main/challenges/http/http-01-webroot.adapter.ts'
import { createLookServed, type LookServed } from '#main/challenges/http/look-served.adapter.ts'
import { webConfig } from '#main/challenges/http/web-config.policy.ts'
import { taskFor } from '../../support/challenge-tasks.ts'
import { freePorts } from '../../support/free-port.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { curl, startWebServer } from '../../support/solvers/http-stages.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const task = taskFor('pc.customer.test', 'LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0')
const path = `/.well-known/acme-challenge/${task.token}`

async function occupied(): Promise<{ server: Server; port: number }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  return { server, port: (server.address() as { port: number }).port }
}

describe('the listener for http-01', () => {
  it('shows nothing but the answers', async () => {
    const [port = 0] = await freePorts(1)
    const solver = createHttp01Listener({ port })
    await solver.publish(task)
    const status = async (url: string, ...more: string[]) => (await curl('127.0.0.1', port, url, ...more)).status
    expect(await status(path)).toBe(200)
    for (const other of ['/', `${path}x`, `${path}/`, '/.well-known/acme-challenge/', `/x/..${path}`, path.toUpperCase()])
      expect(await status(other), other).toBe(404)
    expect(await status(path, '--data', 'x')).toBe(404)
    await solver.remove(task)
    expect(await status(path)).toBe(0)
  })

  it('says which port another program has, and is usable once that has ended', async () => {
    const { server, port } = await occupied()
    const solver = createHttp01Listener({ port })
    await expect(solver.publish(task)).rejects.toMatchObject({ code: 'CHALLENGE_PORT_TAKEN', data: { port, name: task.name } })
    await new Promise((resolve) => server.close(resolve))
    await solver.publish(task)
    expect((await curl('127.0.0.1', port, path)).body).toBe(task.keyAuthorization)
    await solver.remove(task)
  })
})

describe('a web server’s folder for http-01', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let web: Awaited<ReturnType<typeof startWebServer>>
  const at = (...names: string[]) => join(folder.path, ...names)
  const answers = () => at('.well-known', 'acme-challenge')
  const served = (port = web.port): LookServed => createLookServed({ resolve: async () => ['127.0.0.1'], port })
  const solver = (lookServed = served(), where = folder.path) => createHttp01Webroot({ folder: where, lookServed })

  beforeEach(async () => {
    folder = await temporaryFolder()
    web = await startWebServer(folder.path)
  })
  afterEach(async () => {
    await web.stop()
    await folder.remove()
  })

  it('others may read what is written, whatever the umask', async () => {
    const before = process.umask(0o077)
    try {
      await solver().publish(task)
    } finally {
      process.umask(before)
    }
    expect((await stat(at('.well-known'))).mode & 0o777).toBe(0o755)
    expect((await stat(answers())).mode & 0o777).toBe(0o755)
    expect((await stat(join(answers(), task.token))).mode & 0o777).toBe(0o644)
  })

  it('a note makes IIS show files without an extension, and goes with the last file', async () => {
    await solver().publish(task)
    expect(await readFile(join(answers(), 'web.config'), 'utf8')).toBe(webConfig)
    await solver().remove(task)
    expect(await readdir(answers())).toEqual([])
  })

  it('a note for IIS that is there already stays as it is', async () => {
    await mkdir(answers(), { recursive: true })
    await writeFile(join(answers(), 'web.config'), '<theirs/>')
    await solver().publish(task)
    await solver().remove(task)
    expect(await readFile(join(answers(), 'web.config'), 'utf8')).toBe('<theirs/>')
  })

  it('folders and files of others stay', async () => {
    await mkdir(answers(), { recursive: true })
    await writeFile(join(answers(), 'other'), 'x')
    await solver().publish(task)
    await solver().remove(task)
    expect(await readdir(answers())).toEqual(['other', 'web.config'])
  })

  it('a file of others under the token’s name is neither overwritten nor removed', async () => {
    await mkdir(answers(), { recursive: true })
    await writeFile(join(answers(), task.token), 'theirs')
    await expect(solver().publish(task)).rejects.toMatchObject({ code: 'WEBROOT_FILE_FOREIGN' })
    await solver().remove(task)
    expect(await readFile(join(answers(), task.token), 'utf8')).toBe('theirs')
  })

  it('what a crash cut short is written anew', async () => {
    await mkdir(answers(), { recursive: true })
    await writeFile(join(answers(), task.token), task.keyAuthorization.slice(0, 5))
    await solver().publish(task)
    expect(await readFile(join(answers(), task.token), 'utf8')).toBe(task.keyAuthorization)
  })

  it.each([
    ['.well-known', () => symlink(at('..'), at('.well-known'))],
    ['acme-challenge', () => mkdir(at('.well-known')).then(() => symlink(at('..'), answers()))],
    ['.well-known as a file', () => writeFile(at('.well-known'), 'x')],
  ])('a way out of the folder is not taken: %s', async (_, prepare) => {
    await prepare()
    await expect(solver().publish(task)).rejects.toMatchObject({ code: 'WEBROOT_UNUSABLE' })
    await expect(solver().remove(task)).rejects.toMatchObject({ code: 'WEBROOT_UNUSABLE' })
  })

  it('a link in the place of the file leads nowhere', async () => {
    await mkdir(answers(), { recursive: true })
    await writeFile(at('precious'), '')
    await symlink(at('precious'), join(answers(), task.token))
    await expect(solver().publish(task)).rejects.toMatchObject({ code: 'WEBROOT_FILE_FOREIGN' })
    await solver().remove(task)
    expect(await readFile(at('precious'), 'utf8')).toBe('')
  })

  it.each(['../../x', '..', 'a/b', 'a\\b', '', 'NUL', 'a.config'])('the token %j names no file', async (token) => {
    await expect(solver().publish({ ...task, token })).rejects.toMatchObject({ code: 'ACME_PROTOCOL' })
    await rm(at('.well-known'), { recursive: true, force: true })
    expect(await readdir(folder.path)).toEqual([])
  })

  it('a folder that is not there, or only from here on, is named', async () => {
    await expect(solver(served(), at('missing')).publish(task)).rejects.toMatchObject({
      code: 'WEBROOT_UNUSABLE',
      data: { reason: 'ENOENT' },
    })
    await expect(solver(served(), 'inetpub').publish(task)).rejects.toMatchObject({ code: 'WEBROOT_UNUSABLE' })
  })

  it('a web server that shows something else is noticed before the authority is told', async () => {
    const other = await temporaryFolder()
    const wrong = solver(served(), other.path)
    await expect(wrong.publish(task)).rejects.toMatchObject({
      code: 'WEBROOT_NOT_SERVED',
      data: { found: 'with status 404', address: '127.0.0.1', folder: other.path },
    })
    await mkdir(answers(), { recursive: true })
    await writeFile(join(answers(), task.token), 'theirs')
    await expect(wrong.publish(task)).rejects.toMatchObject({ data: { found: 'with something else' } })
    await other.remove()
  })

  it('that nobody can look from here is no failure, and is logged', async () => {
    const [nobody = 0] = await freePorts(1)
    const log = createSilentLog()
    await solver(createLookServed({ resolve: async () => ['127.0.0.1'], port: nobody, log })).publish(task)
    await solver(createLookServed({ resolve: async () => [], port: nobody, log })).publish(task)
    expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'warn'])
  })

  it('a redirect, which authorities follow, is no failure', async () => {
    const moved = createHttpServer((request, response) => response.writeHead(301, { location: `https://x${request.url}` }).end())
    await new Promise<void>((resolve) => moved.listen(0, '127.0.0.1', resolve))
    await solver(served((moved.address() as { port: number }).port)).publish(task)
    moved.close()
  })

  it.skipIf(process.getuid?.() === 0)('a folder it may not write into is named (skipped for root, who may write anywhere)', async () => {
    await chmod(folder.path, 0o500)
    await expect(solver().publish(task)).rejects.toMatchObject({ code: 'WEBROOT_UNUSABLE' })
    await chmod(folder.path, 0o700)
  })
})
