/** What a plan can have, in the order a screen shows it. `words` stand behind “your plan has …”. */
export const planFeatures = {
  'device-certificate': 'a certificate for the device’s own name, renewed by itself',
  'audit-log': 'the log of everything that was done',
  'device-page': 'the device page',
  'lan-name': 'the name leading to the device on the local network',
  'own-domains': 'certificates for domains of your own',
  wildcard: 'wildcard certificates',
  'multi-domain': 'certificates for several names',
  'ip-addresses': 'certificates for IP addresses',
  'short-lived': 'short-lived certificates',
  'all-targets': 'all programs and servers a certificate can be given to',
  'alert-channels': 'alerts by e-mail, chat and webhook',
  hsts: 'HSTS management and the security grade',
  'api-tokens': 'API tokens',
  fleet: 'team portal, roles, enrolment tokens, policies and the export of the log',
} as const satisfies Record<string, string>

export type PlanFeature = keyof typeof planFeatures
export const planFeatureNames = Object.keys(planFeatures) as [PlanFeature, ...PlanFeature[]]

/** What is counted against a plan; null: without a limit. Reaching one stops nothing that is there already. */
export interface PlanLimits {
  /** Devices that are included. A licence may be for another number. */
  devices: number | null
  /** Domains of the customer's own that are proven through the cloud. */
  ownDomains: number | null
  /** Hosts that are watched beside the device itself. */
  monitors: number | null
  /** Calls with API tokens in a calendar month (UTC). */
  apiCalls: number | null
}

export const limitWords = {
  devices: 'devices',
  ownDomains: 'domains of your own',
  monitors: 'watched hosts',
  apiCalls: 'API calls this month',
} as const satisfies Record<keyof PlanLimits, string>

export type LimitName = keyof PlanLimits
export const limitNames = Object.keys(limitWords) as [LimitName, ...LimitName[]]

export interface Plan {
  name: string
  /** US cents a month, `for` a device or for a whole team. */
  price: { cents: number; for: 'device' | 'team' }
  features: readonly PlanFeature[]
  limits: PlanLimits
}

const free = ['device-certificate', 'audit-log', 'device-page', 'lan-name'] as const satisfies PlanFeature[]
const premium = planFeatureNames.filter((feature) => feature !== 'fleet')

/** What each plan costs and has: the one place that says so. Prices are USD; a year paid at once is 15 % less. */
export const plans = {
  free: {
    name: 'Free',
    price: { cents: 0, for: 'device' },
    features: free,
    limits: { devices: null, ownDomains: 0, monitors: 0, apiCalls: 0 },
  },
  premium: {
    name: 'Premium',
    price: { cents: 1_900, for: 'device' },
    features: premium,
    limits: { devices: 1, ownDomains: 100, monitors: 25, apiCalls: 100_000 },
  },
  enterprise: {
    name: 'Enterprise',
    price: { cents: 9_900, for: 'team' },
    features: planFeatureNames,
    limits: { devices: 25, ownDomains: 1_000, monitors: 500, apiCalls: 1_000_000 },
  },
} as const satisfies Record<string, Plan>

export type PlanName = keyof typeof plans
export const planNames = Object.keys(plans) as [PlanName, ...PlanName[]]

/** Seven days of Premium, once for a team, for all of its devices, without a card. */
export const trial = { plan: 'premium', days: 7 } as const satisfies { plan: PlanName; days: number }

export function planHas(plan: PlanName, feature: PlanFeature): boolean {
  return (plans[plan].features as readonly PlanFeature[]).includes(feature)
}

/** The least plan that has the feature. */
export function leastPlanWith(feature: PlanFeature): PlanName {
  return planNames.find((plan) => planHas(plan, feature)) ?? 'enterprise'
}
