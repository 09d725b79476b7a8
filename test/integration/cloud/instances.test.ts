import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { day } from '@mylzip/shared/domain/time.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openPostgres } from '#cloud/plugins/database/postgres.ts'
import { startCloud, type TestCloud } from '../../support/cloud.ts'
import { createTestDevice } from '../../support/cloud-device.ts'
import { clientWith } from '../../support/cloud-person.ts'
import { type CloudSettings, newPorts, newSettings, operate, type RunningServer, runServer } from '../../support/cloud-server.ts'
import { freePorts } from '../../support/free-port.ts'
import { type NewDatabase, postgresPrograms } from '../../support/postgres.ts'
import { newDatabase } from '../../support/shared-postgres.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { type StartedProgram, startProgram } from '../../support/started-program.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

const [nginx, redis] = ['/usr/sbin/nginx', '/usr/bin/redis-server']
const bin = postgresPrograms()
const site = fileURLToPath(new URL('../../../deploy/nginx/mylzip-cloud.conf', import.meta.url))
const missing = [bin === undefined && 'postgresql', !existsSync(nginx) && 'nginx', !existsSync(redis) && 'redis-server'].filter(Boolean)

describe.skipIf(missing.length > 0)(
  `two instances behind nginx (skipped without the Debian packages: ${missing.join(', ') || 'none'})`,
  () => {
    let empty: NewDatabase
    let folder: Awaited<ReturnType<typeof temporaryFolder>>
    let instances: { settings: CloudSettings; server: RunningServer }[]
    let proxy: StartedProgram
    let counter: StartedProgram
    let cloud: TestCloud & { end(): Promise<void> }
    let url: string

    beforeAll(async () => {
      empty = await newDatabase('empty')
      folder = await temporaryFolder()
      const [redisPort = 0, proxyPort = 0] = await freePorts(2)
      counter = await startProgram(redis, ['--port', String(redisPort), '--save', '', '--bind', '127.0.0.1', '--dir', folder.path], {}, [
        redisPort,
      ])
      const settings: CloudSettings = { ...(await newSettings(empty.url)), REDIS_URL: `redis://127.0.0.1:${redisPort}` }
      await operate(['migrate'], settings)
      instances = await Promise.all(
        [1, 2].map(async () => {
          const own = { ...settings, ...(await newPorts()) }
          return { settings: own, server: runServer(own) }
        }),
      )
      const database = openPostgres(settings.DATABASE_URL ?? '', createSilentLog())
      const inside = await startCloud({ db: database.db })
      cloud = { ...inside, end: () => inside.close().finally(database.close) }
      await Promise.all(instances.map(({ server }) => server.listening()))
      proxy = await startNginx(proxyPort)
      url = `http://127.0.0.1:${proxyPort}`
    }, 60_000)
    afterAll(async () => {
      await proxy?.stop()
      for (const { server } of instances ?? []) server.child.kill('SIGKILL')
      await counter?.stop()
      await cloud?.end()
      await empty?.drop()
      await folder?.remove()
    })

    /** The site that operators are given, with this test's ports and certificate; nginx itself judges it first. */
    async function startNginx(port: number): Promise<StartedProgram> {
      const authority = await createTestAuthority()
      const { certificatePem, chainPem, privateKeyPem } = await authority.issue({ names: ['cloud.example.com'] })
      const at = (name: string) => join(folder.path, name)
      await Promise.all([writeFile(at('tls.pem'), [certificatePem, ...chainPem].join('\n')), writeFile(at('tls.key'), privateKeyPem)])
      const [tlsPort = 0] = await freePorts(1)
      const [one, two] = instances.map(({ settings }) => settings.HTTP_PORT)
      const text = (await readFile(site, 'utf8'))
        .replace('127.0.0.1:8080', `127.0.0.1:${one}`)
        .replace('127.0.0.1:8081', `127.0.0.1:${two}`)
        .replace('listen 443 ssl;', `listen 127.0.0.1:${tlsPort} ssl; listen 127.0.0.1:${port};`)
        .replace('/etc/mylzip-cloud/tls/fullchain.pem', at('tls.pem'))
        .replace('/etc/mylzip-cloud/tls/privkey.pem', at('tls.key'))
      const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${at(name)};`).join(' ')
      const around = `daemon off; pid ${at('pid')}; error_log ${at('error.log')}; events {} http { access_log off; ${paths}\n${text}\n}`
      await writeFile(at('nginx.conf'), around)
      execFileSync(nginx, ['-t', '-c', at('nginx.conf')], { stdio: 'pipe' })
      return startProgram(nginx, ['-c', at('nginx.conf')], {}, [port])
    }

    const metricsOf = async ({ settings }: { settings: CloudSettings }) =>
      (await fetch(`http://127.0.0.1:${settings.METRICS_PORT}/metrics`)).text()

    it('a device moves between them from call to call, and health and metrics are nobody’s from outside', async () => {
      const { token } = await cloud.newTeam()
      const device = createTestDevice(url, cloud.clock)
      await device.enrol(token)
      for (let n = 0; n < 10; n++) await device.api.dns.publishAddresses({ addresses: [`10.0.0.${n}`] })
      for (const instance of instances)
        expect(await metricsOf(instance)).toMatch(/mylzip_calls_total\{call="dns.publishAddresses",outcome="ok"\} [1-9]/)
      for (const path of ['/health/ready', '/metrics']) expect((await fetch(url + path)).status).toBe(404)
    })

    it('an answer has the request’s id, and the log of the instance has it too', async () => {
      const response = await fetch(`${url}/api/teams`)
      const id = response.headers.get('x-request-id') ?? 'none'
      expect(id).toMatch(/^[0-9a-f]{32}$/)
      await vi.waitFor(() => expect(instances.map(({ server }) => server.output()).join('')).toContain(id))
    })

    it('a caller’s limit holds over both together', async () => {
      const { teamId, slug } = await cloud.newTeam()
      const { api } = await tokenOf(teamId)
      const codes = []
      for (let n = 0; n < 130; n++)
        codes.push(
          await api.teams.audit({ team: slug }).then(
            () => 'ok',
            (error) => error.code,
          ),
        )
      expect(codes.filter((code) => code === 'ok')).toHaveLength(120)
      expect(codes.slice(120)).toEqual(Array(10).fill('RATE_LIMITED'))
    })

    it('without Redis requests are answered all the same, each instance counting alone and saying so', async () => {
      await counter.stop()
      for (let n = 0; n < 6; n++) expect((await fetch(`${url}/api/auth/time`)).status).toBe(200)
      for (const instance of instances) expect(await metricsOf(instance)).toContain('mylzip_rate_limits_shared 0')
    })

    it('killed under load, an instance loses no command it has acknowledged, and the other goes on', async () => {
      const { teamId, token } = await cloud.newTeam()
      const devices = await Promise.all(Array.from({ length: 8 }, () => cloud.newDevice({ token })))
      const tokens = await Promise.all(Array.from({ length: 8 }, () => tokenOf(teamId)))
      const acknowledged: string[] = []
      let over = false
      const load = tokens.map(async ({ api }, index) => {
        const deviceId = devices[index]?.enrolled.deviceId ?? ''
        for (let n = 0; n < 60 && !over; n++)
          await api.ssl.renewCertificate({ deviceId }).then(
            ({ id }) => acknowledged.push(id),
            () => undefined,
          )
      })
      const [first, second] = instances
      await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(30), 10_000)
      first?.server.child.kill('SIGKILL')
      const before = acknowledged.length
      await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(before + 30), 10_000)
      over = true
      await Promise.all(load)
      second?.server.child.kill('SIGKILL')
      const kept = await openedIds(teamId)
      expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
    })

    async function tokenOf(teamId: string) {
      const what = { name: randomUUID(), role: 'admin', scopes: ['devices:read', 'devices:command', 'team:read'] } as const
      const { secret } = await cloud.apiTokens.create({
        teamId,
        ...what,
        scopes: [...what.scopes],
        createdBy: null,
        expiresAt: cloud.clock.now() + day,
      })
      return { api: clientWith(url, { authorization: `Bearer ${secret}` }) }
    }

    async function openedIds(teamId: string): Promise<Set<string>> {
      const database = openPostgres(instances[0]?.settings.DATABASE_URL ?? '', createSilentLog())
      const rows = await database.db.selectFrom('operations').select('id').where('team_id', '=', teamId).execute().finally(database.close)
      return new Set(rows.map(({ id }) => id))
    }
  },
)
