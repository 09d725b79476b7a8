import { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import { expect, test } from 'vitest'
import { withoutArguments } from '#main/deploying/without-arguments.policy.ts'
import { createAgentDouble } from '../../support/agent-services.ts'
import { routerOf, throughLoopback } from '../../support/doors.ts'
import { target } from '../../support/sample-target.ts'
import { openServiceDoor } from '../../support/service-door.ts'

const settings = TargetSettings.parse({ kind: 'script', program: '/usr/local/sbin/give', arguments: ['--password', 'correct horse'] })
const script = { ...target, settings }
const agent = createAgentDouble({ targets: { list: async (_, { withArguments }) => [withArguments ? script : withoutArguments(script)] } })

test('who may administer reads the arguments of a script; everybody else reads that there are some', async () => {
  const router = routerOf(agent)
  const service = await openServiceDoor(router)
  const page = await throughLoopback(router, 'read')
  try {
    expect(await service.administrator.client.targets.list({})).toEqual([script])
    for (const { client } of [service.user, page]) {
      const [told] = await client.targets.list({})
      expect(told).toMatchObject({ hiddenArguments: 2, settings: { program: '/usr/local/sbin/give', arguments: [] } })
      expect(JSON.stringify(told)).not.toContain('horse')
    }
  } finally {
    await page.close()
    await service.close()
  }
})
