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

export interface Plan {
  name: string
  /** US cents a month, `for` a device or for a whole team. */
  price: { cents: number; for: 'device' | 'team' }
  features: readonly PlanFeature[]
  /** Hosts that are watched; null: this device only. */
  monitors: number | null
}

const free = ['device-certificate', 'audit-log', 'device-page', 'lan-name'] as const satisfies PlanFeature[]
const premium = planFeatureNames.filter((feature) => feature !== 'fleet')

/** What each plan costs and has: the one place that says so. Prices are USD; a year paid at once is 15 % less. */
export const plans = {
  free: { name: 'Free', price: { cents: 0, for: 'device' }, features: free, monitors: null },
  premium: { name: 'Premium', price: { cents: 1_900, for: 'device' }, features: premium, monitors: 25 },
  enterprise: { name: 'Enterprise', price: { cents: 9_900, for: 'team' }, features: planFeatureNames, monitors: 500 },
} as const satisfies Record<string, Plan>

export type PlanName = keyof typeof plans
export const planNames = Object.keys(plans) as [PlanName, ...PlanName[]]
