import type { LimitName, PlanFeature } from '@mylzip/shared/domain/plans.ts'
import { plural } from './plural.ts'

export const plan = {
  plan: {
    heading: 'Plan',
    loading: 'Asking for the plan…',
    unread: 'The plan could not be read.',
    names: (name: string) => `Your plan: ${name}`,
    freeHolds: 'This device has everything it needs for its own name, at no cost.',
    holdsUntil: (day: string, team: string | undefined) =>
      team === undefined ? `It holds until ${day}.` : `The licence of ${team} holds until ${day}.`,
    withoutCloud: (day: string) => `Without a connection to the cloud it works until ${day}.`,
    renewalsGoOn: 'What is managed here already is renewed whatever happens to the licence.',
    confirmed: (relative: string) => `The cloud confirmed this ${relative}.`,
    graceTitle: 'The cloud has not confirmed the licence for more than a day.',
    grace: 'Nothing is missing until the day above. It is confirmed by itself as soon as the cloud can be reached.',
    unconfirmedTitle: 'The cloud has not confirmed the licence.',
    neverConfirmed: 'Until this device has reached the cloud once, it has what is free.',
    unconfirmed: (name: string) =>
      `The days without the cloud are used up, so nothing new that needs ${name} can be begun. Connect this device to the internet: it is confirmed by itself.`,
    expiredTitle: (name: string, day: string) => `The licence for ${name} ended on ${day}.`,
    expired: 'Certificates that are managed here go on being renewed. Nothing new that the plan had can be begun.',
    notCoveredTitle: 'The licence is for fewer devices than the team has.',
    notCovered: (devices: number) =>
      plural(devices, {
        one: 'It is for one device, and this is not that one: those that have been in the team longest come first.',
        other: 'It is for # devices, and this is not one of them: those that have been in the team longest come first.',
      }),
    usage: 'What your team uses',
    usageWhose: 'Counted for the whole team.',
    usedOf: (used: string, limit: string) => `${used} of ${limit}`,
    nearTitle: 'The plan is nearly used up.',
    reachedTitle: 'A limit of the plan is reached.',
    near: 'What is there stays and goes on. More than the plan has cannot be added.',
    limits: {
      devices: 'Devices',
      ownDomains: 'Domains of your own',
      monitors: 'Watched hosts',
      apiCalls: 'API calls this month',
    } satisfies Record<LimitName, string>,
    has: 'What the plan has',
    features: {
      'device-certificate': 'A certificate for this device’s own name, renewed by itself',
      'audit-log': 'The log of everything that was done',
      'device-page': 'The device page',
      'lan-name': 'The name leads to this device on the local network',
      'own-domains': 'Certificates for domains of your own',
      wildcard: 'Certificates for all names below one (wildcards)',
      'multi-domain': 'Certificates for several names',
      'ip-addresses': 'Certificates for IP addresses',
      'short-lived': 'Short-lived certificates',
      'all-targets': 'All programs and servers that a certificate can be given to',
      'alert-channels': 'Alerts by e-mail, chat and webhook',
      hsts: 'HSTS management and the security grade',
      'api-tokens': 'API tokens',
      fleet: 'Team portal, roles, enrolment tokens, policies and the export of the log',
    } satisfies Record<PlanFeature, string>,
    more: 'What other plans add',
    price: {
      device: (amount: string) => `${amount} a month for each device`,
      team: (amount: string) => `${amount} a month for the team`,
    },
    allOf: (name: string) => `All that ${name} has, and:`,
    upTo: (limits: readonly string[]) => `Up to ${limits.join(', ')}.`,
    limitOf: {
      devices: (count: string) => `${count} devices`,
      ownDomains: (count: string) => `${count} domains of your own`,
      monitors: (count: string) => `${count} watched hosts`,
      apiCalls: (count: string) => `${count} API calls a month`,
    } satisfies Record<LimitName, (count: string) => string>,
    trial: 'Your team can try Premium for seven days, without a card.',
    whoChanges: (team: string | undefined) =>
      team === undefined ? 'The owners of your team decide on its plan.' : `The owners of the team ${team} decide on its plan.`,
    teamPage: 'Open the team’s page',
  },
}
