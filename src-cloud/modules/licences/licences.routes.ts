import type { FastifyInstance } from 'fastify'
import type { Api } from '../../plugins/api.ts'
import { deviceOf } from '../../plugins/call-context.ts'
import type { TeamAccess } from '../teams/team-access.service.ts'
import type { Entitlements } from './entitlements.service.ts'
import type { LicenceDocuments } from './licence-documents.ts'
import type { LicencesService } from './licences.service.ts'

interface LicenceServices {
  access: TeamAccess
  licences: LicencesService
  entitlements: Entitlements
  documents: LicenceDocuments
  /** Where people see to a team of theirs. */
  teamPage(teamId: string): Promise<string>
}

export function licenceRoutes({ licences: calls }: Api, { access, licences, entitlements, documents, teamPage }: LicenceServices) {
  return {
    ofTeam: calls.ofTeam.handler(async ({ context, input }) => licences.view((await access.enter(context, { slug: input.team })).teamId)),
    beginTrial: calls.beginTrial.handler(async ({ context, input }) =>
      licences.beginTrial(await access.enter(context, { slug: input.team })),
    ),
    document: calls.document.handler(async ({ context, input }) => {
      const device = deviceOf(context)
      return { document: await documents.sign(device.id, input.nonce, await entitlements.standingOf(device)) }
    }),
    ofDevice: calls.ofDevice.handler(async ({ context }) => {
      const { teamId } = deviceOf(context)
      const [{ trial, usage }, page] = await Promise.all([licences.view(teamId), teamPage(teamId)])
      return { usage, trialAvailable: trial.available, teamPage: page }
    }),
    keys: calls.keys.handler(() => documents.keys()),
  }
}

/** The same keys where others look for such things (RFC 8615). */
export function serveLicenceKeys(app: FastifyInstance, documents: LicenceDocuments): void {
  app.get('/.well-known/mylzip-licence-keys.json', async (_request, reply) => reply.type('application/json').send(await documents.keys()))
}
