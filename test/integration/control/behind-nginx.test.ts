import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from '@mylzip/shared/cloud-api/commands.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCommandListener } from '#main/control/command-listener.job.ts'
import { createCloudClient } from '#main/licensing/cloud.adapter.ts'
import { nodeTimers } from '#main/system/node-timers.adapter.ts'
import { type CloudAlone, startCloudAlone } from '../../support/cloud.ts'
import { missingNginx, type StartedNginx, startNginx } from '../../support/nginx.ts'
import { createSilentLog } from '../../support/silent-log.ts'

/** What makes nginx hold back all it can, whatever the cloud asks of it: over HTTP/1.0, its default, until a buffer is full. */
const holdsBack = 'proxy_buffering on; proxy_buffer_size 64k; proxy_buffers 8 64k; proxy_ignore_headers X-Accel-Buffering;'

const title = `a device behind nginx${missingNginx === undefined ? '' : ` (skipped: ${missingNginx})`}`

describe.skipIf(missingNginx)(title, () => {
  let cloud: CloudAlone
  const running: StartedNginx[] = []
  beforeAll(async () => {
    cloud = await startCloudAlone()
  })
  afterAll(async () => {
    await Promise.all(running.map((nginx) => nginx.stop()))
    await cloud?.close()
  })

  async function behind(location: string) {
    const nginx = await startNginx([cloud.url], location)
    running.push(nginx)
    const { teamId, token } = await cloud.newTeam()
    const device = await cloud.newDevice({ token })
    const { api } = await cloud.newPerson({ teamId, role: 'admin' })
    const paths: string[] = []
    const client = createCloudClient({
      url: nginx.url,
      getAssertion: async () => device.assertion(),
      clock: cloud.clock,
      random: Math.random,
      userAgent: 'test',
    })
    const received: Command[] = []
    const receive = async (command: Command) => void received.push(command)
    const { stream, wait, report } = client.commands
    const commands = {
      stream: async (...args: Parameters<typeof stream>) => {
        const events = await stream(...args)
        paths.push('stream')
        return events
      },
      wait: (...args: Parameters<typeof wait>) => {
        paths.push('wait')
        return wait(...args)
      },
      report,
    }
    const shared = { clock: cloud.clock, timers: nodeTimers, random: Math.random, log: createSilentLog() }
    const listener = createCommandListener({
      ...shared,
      cloud: { commands },
      receive,
      deviceId: async () => device.enrolled.deviceId,
      policyChanged: () => {},
    })
    async function arrives() {
      const before = received.length
      const { id } = await api.ssl.renewCertificate({ deviceId: device.enrolled.deviceId })
      const begun = performance.now()
      while (received.length === before && performance.now() - begun < 8_000) await pause(10)
      return { id, got: received.at(-1)?.id, ms: performance.now() - begun }
    }
    return { listener, arrives, paths, received }
  }

  it('gets its commands by the stream as it is usually set up, because the cloud asks nginx to hold nothing back', async () => {
    const { listener, arrives, paths } = await behind('')
    listener.start()
    for (let tries = 0; paths.length === 0 && tries < 800; tries++) await pause(10)
    for (let n = 0; n < 2; n++) {
      const { id, got, ms } = await arrives()
      expect(got).toBe(id)
      expect(ms).toBeLessThan(1_000)
    }
    expect(paths).toEqual(['stream'])
    await listener.stop()
  })

  it('asks and waits where nginx holds the stream back, and gets each command within a second, once', async () => {
    const { listener, arrives, paths, received } = await behind(holdsBack)
    listener.start()
    for (let tries = 0; paths.length < 2 && tries < 1_500; tries++) await pause(10)
    expect(paths.at(-1)).toBe('wait')
    for (let n = 0; n < 3; n++) {
      const { id, got, ms } = await arrives()
      expect(got).toBe(id)
      expect(ms).toBeLessThan(1_000)
    }
    expect(paths.slice(1).every((path) => path === 'wait')).toBe(true)
    expect(received.map(({ seq }) => seq)).toEqual([1, 2, 3])
    const begun = performance.now()
    await listener.stop()
    expect(performance.now() - begun).toBeLessThan(2_000)
  })
})
