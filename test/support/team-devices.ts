import { jwtBearer } from '@mylzip/shared/cloud-api/auth.ts'
import type { TestCloud } from './cloud.ts'
import { cloudClient, createTestDevice, type TestDevice } from './cloud-device.ts'
import type { TestPerson } from './cloud-person.ts'
import type { CloudUnderTest } from './each-database.ts'

/** What tests of teams and their devices do again and again, at the cloud that is under test by then. */
export function teamDevices(under: CloudUnderTest) {
  const admin = (teamId: string) => under.cloud.newPerson({ teamId, role: 'admin' })
  return {
    /** Not enrolled yet. */
    newDevice: () => createTestDevice(under.cloud.url, under.cloud.clock),
    admin,
    async newTeam(order?: Parameters<TestCloud['newTeam']>[0]) {
      const team = await under.cloud.newTeam(order)
      return { ...team, person: await admin(team.teamId) }
    },
    exchange: (device: TestDevice, claims: object = {}, key = device.privateKey) =>
      cloudClient(under.cloud.url).auth.token({ grantType: jwtBearer, assertion: device.assertion(claims, {}, key) }),
    actionsOf: async ({ api }: TestPerson, team: string) => (await api.teams.audit({ team })).items.map(({ action }) => action),
  }
}
