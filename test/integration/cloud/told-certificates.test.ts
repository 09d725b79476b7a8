import { day, hour } from '@mylzip/shared/domain/time.ts'
import { exportJWK, generateKeyPair } from 'jose'
import { expect } from 'vitest'
import { mostCertificates } from '#cloud/modules/device-state/device-state.service.ts'
import { createLostDevices } from '#cloud/modules/lost-devices/lost-devices.service.ts'
import { createLostNames } from '#cloud/modules/lost-devices/lost-names.service.ts'
import { createTeamAudit } from '#cloud/modules/team-audit/team-audit.service.ts'
import { systemRandom } from '#cloud/plugins/random.adapter.ts'
import { refusalOf } from '../../support/cloud-device.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

/** An authority where nobody listens. */
const nobody = 'http://127.0.0.1:9/directory'

describeOnEachDatabase(
  'what a device tells of its certificates',
  (test, under) => {
    async function newTeam() {
      const team = await under.cloud.newTeam()
      const device = await under.cloud.newDevice({ token: team.token })
      const { api } = await under.cloud.newPerson({ teamId: team.teamId, role: 'admin' })
      return { device, deviceId: device.enrolled.deviceId, api }
    }

    test('is kept when they could be its own, and never one in place of another', async () => {
      const { device, deviceId } = await newTeam()
      const { name } = device.enrolled
      const authority = await createTestAuthority()
      const directory = 'https://ca.example.test/dir'
      const tell = async (request: Parameters<typeof authority.issue>[0]) =>
        device.api.deviceState.tellCertificate({ certificatePem: (await authority.issue(request)).certificatePem, directory })
      await tell({ names: [name, `*.${name}`, 'www.customer.test'] })
      const { device: other } = await newTeam()
      for (const names of [[other.enrolled.name], [`a.${name}`], [name, 'myl.test'], ['*.myl.test']])
        expect(await refusalOf(tell({ names }))).toMatchObject({ code: 'NAME_NOT_YOURS', status: 403 })
      const tooLong = { names: [name], notAfter: Date.now() + 401 * day }
      expect(await refusalOf(tell(tooLong))).toMatchObject({ code: 'INPUT_INVALID', status: 400 })

      const { db } = under.database
      const [kept] = await db.selectFrom('device_certificates').selectAll().where('device_id', '=', deviceId).execute()
      if (kept === undefined) throw new Error('nothing was kept')
      const copies = Array.from({ length: mostCertificates - 1 }, (_, index) => ({
        ...kept,
        names: JSON.stringify(kept.names),
        refusal: null,
        fingerprint: `copy ${index}`,
      }))
      await db.insertInto('device_certificates').values(copies).execute()
      expect(await refusalOf(tell({ names: [name], notAfter: Date.now() + 300 * day }))).toMatchObject({
        code: 'CERTIFICATES_FULL',
        status: 409,
      })
      const { count } = await db
        .selectFrom('device_certificates')
        .select((row) => row.fn.countAll<number>().as('count'))
        .where('device_id', '=', deviceId)
        .executeTakeFirstOrThrow()
      expect(count).toBe(mostCertificates)
    })

    test('serves to revoke them when it is lost: an authority that is out of reach is asked ever more rarely, and given up within a week', async () => {
      const { api, device, deviceId } = await newTeam()
      const { certificatePem } = await (await createTestAuthority()).issue({ names: [device.enrolled.name] })
      await device.api.deviceState.tellCertificate({ certificatePem, directory: nobody })
      const { id } = await api.ssl.revokeCertificate({ params: { deviceId }, query: { lost: 'true' } })
      const { db } = under.database
      const { clock } = under.cloud
      const publishing = { changed: async () => undefined, show: async () => undefined }
      const revokeLost = createLostDevices({
        ...{ db, clock, log: createSilentLog(), audit: createTeamAudit({ db, clock, random: systemRandom }) },
        names: createLostNames({ db, clock, publishing }),
        accountKey: async () => exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey),
        revokeByAccount: async () => false,
        authorities: [{ directoryUrl: nobody }],
      })
      const since = clock.now()
      const operation = () => db.selectFrom('operations').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
      const certificate = () => db.selectFrom('device_certificates').selectAll().where('device_id', '=', deviceId).executeTakeFirstOrThrow()
      // The cloud's own work in the background may be quicker with any of them.
      while ((await operation()).ended_at === null && clock.now() - since < 10 * day) {
        const { tries } = await certificate()
        await revokeLost(new AbortController().signal)
        await expect.poll(async () => (await certificate()).tries, { timeout: 5_000 }).toBeGreaterThan(tries)
        clock.pass(12 * hour)
      }
      expect(clock.now() - since).toBeLessThan(7 * day)
      expect(await operation()).toMatchObject({ state: 'failed', failure: { code: 'LOST_REVOCATION_REFUSED' } })
      expect(await certificate()).toMatchObject({ tries: 12, revoked_at: null })
    })
  },
  { authorities: [{ directoryUrl: nobody }] },
)
