import { createAlerts } from '../modules/alerts/alerts.service.ts'
import { createTeamTokens } from '../modules/api-tokens/team-tokens.service.ts'
import { delegatedLabel } from '../modules/dns/delegations.policy.ts'
import type { Nameserver } from '../modules/dns/responder/zone.policy.ts'
import { createDeviceLabels } from '../modules/labels/device-labels.ts'
import { createWishedLabels } from '../modules/labels/wishes.service.ts'
import { createApiCallCounter } from '../modules/licences/api-call-counter.ts'
import { createEntitlements } from '../modules/licences/entitlements.service.ts'
import { createLicenceDocuments } from '../modules/licences/licence-documents.ts'
import { createLicences } from '../modules/licences/licences.service.ts'
import { createPolicies } from '../modules/policies/policies.service.ts'
import { createInvitations } from '../modules/teams/invitations.service.ts'
import { createMembers } from '../modules/teams/members.service.ts'
import { createTeamAccess } from '../modules/teams/team-access.service.ts'
import { createTeamsService } from '../modules/teams/teams.service.ts'
import type { CloudOptions } from './cloud-options.ts'
import type { Foundations } from './foundations.ts'
import type { PeopleParts } from './people-parts.ts'

/** Teams, who is in them, and what their plans give. */
export async function gatherTeams(
  { db, clock, random, audit, tries, outbox, zones, nameservers, publicUrl }: Foundations,
  { passwords }: Pick<PeopleParts, 'passwords'>,
  options: Pick<CloudOptions, 'licenceKeys' | 'signingKeys'>,
) {
  const ground = { db, clock, random }
  const reserved = new Set([delegatedLabel, ...zones.flatMap((each) => [...labelsBelow(each, nameservers)])])
  const entitlements = createEntitlements({ db, clock })
  const apiCalls = createApiCallCounter({ db, clock })
  return {
    teams: createTeamsService({ ...ground, audit, tries, reserved }),
    members: createMembers({ db, clock, audit }),
    invitations: createInvitations({ ...ground, audit, outbox, tries, passwords, publicUrl }),
    teamTokens: createTeamTokens({ ...ground, audit }),
    alerts: createAlerts(db),
    licences: createLicences({ ...ground, audit }),
    documents: await createLicenceDocuments({ keys: options.licenceKeys ?? options.signingKeys, issuer: publicUrl, clock }),
    entitlements,
    wishedLabels: createWishedLabels({ db, clock, zones, reserved, labels: createDeviceLabels(zones) }),
    policies: createPolicies({ db, clock, audit }),
    apiCalls,
    access: createTeamAccess({ db, entitlements, apiCalls }),
  }
}

export type TeamParts = Awaited<ReturnType<typeof gatherTeams>>

/** The labels directly below the zone that its own name servers use: no team may have them. */
function labelsBelow(zone: string, nameservers: readonly Nameserver[]): ReadonlySet<string> {
  const inZone = nameservers.map(({ name }) => name.toLowerCase()).filter((name) => name.endsWith(`.${zone}`))
  return new Set(
    inZone.map(
      (name) =>
        name
          .slice(0, -zone.length - 1)
          .split('.')
          .at(-1) ?? '',
    ),
  )
}
