import { accountsRefusals } from './refusals/accounts.ts'
import { acmeAccountRefusals } from './refusals/acme-accounts.ts'
import { adoptionRefusals } from './refusals/adoption.ts'
import { authorityRefusals } from './refusals/authority.ts'
import { backupRefusals } from './refusals/backup.ts'
import { callersRefusals } from './refusals/callers.ts'
import { challengeRefusals } from './refusals/challenges.ts'
import { cloudRefusals } from './refusals/cloud.ts'
import { commandLineRefusals } from './refusals/command-line.ts'
import { consumerRefusals } from './refusals/consumers.ts'
import { dataFolderRefusals } from './refusals/data-folder.ts'
import { deploymentRefusals } from './refusals/deployment.ts'
import { dnsRefusals } from './refusals/dns.ts'
import { enrolmentRefusals } from './refusals/enrolment.ts'
import { keysRefusals } from './refusals/keys.ts'
import { labelRefusals } from './refusals/labels.ts'
import { licenceRefusals } from './refusals/licences.ts'
import { localTokenRefusals } from './refusals/local-tokens.ts'
import { operatingRefusals } from './refusals/operating.ts'
import { peopleRefusals } from './refusals/people.ts'
import { policyRefusals } from './refusals/policies.ts'
import { powershellRefusals } from './refusals/powershell.ts'
import { problemTypeRefusals } from './refusals/problem-types.ts'
import { proxyRefusals } from './refusals/proxy.ts'
import { quotaRefusals } from './refusals/quota.ts'
import { serviceRefusals } from './refusals/service.ts'
import { sslRefusals } from './refusals/ssl.ts'
import { startingRefusals } from './refusals/starting.ts'
import { surroundingsRefusals } from './refusals/surroundings.ts'
import { targetRefusals } from './refusals/targets.ts'
import { updatesRefusals } from './refusals/updates.ts'

/**
 * Every refusal of the product: what is and why, in a sentence a receptionist understands, and what can be done about it
 * next. `{name}` is filled from the refusal's data. Codes are public: they never change their meaning.
 */
export const refusals = {
  ...startingRefusals,
  ...dataFolderRefusals,
  ...cloudRefusals,
  ...enrolmentRefusals,
  ...labelRefusals,
  ...policyRefusals,
  ...operatingRefusals,
  ...peopleRefusals,
  ...sslRefusals,
  ...accountsRefusals,
  ...licenceRefusals,
  ...quotaRefusals,
  ...acmeAccountRefusals,
  ...authorityRefusals,
  ...problemTypeRefusals,
  ...dnsRefusals,
  ...challengeRefusals,
  ...keysRefusals,
  ...deploymentRefusals,
  ...consumerRefusals,
  ...targetRefusals,
  ...adoptionRefusals,
  ...callersRefusals,
  ...localTokenRefusals,
  ...commandLineRefusals,
  ...surroundingsRefusals,
  ...proxyRefusals,
  ...backupRefusals,
  ...powershellRefusals,
  ...serviceRefusals,
  ...updatesRefusals,
} as const satisfies Record<string, { sentence: string; next: string }>

export type RefusalCode = keyof typeof refusals
export const refusalCodes = Object.keys(refusals) as [RefusalCode, ...RefusalCode[]]
