import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
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

/** Every refusal of the product in German. A code without its German does not compile. */
export const germanRefusals: Readonly<Record<RefusalCode, { sentence: string; next: string }>> = {
  ...accountsRefusals,
  ...acmeAccountRefusals,
  ...adoptionRefusals,
  ...authorityRefusals,
  ...backupRefusals,
  ...callersRefusals,
  ...challengeRefusals,
  ...cloudRefusals,
  ...commandLineRefusals,
  ...consumerRefusals,
  ...dataFolderRefusals,
  ...deploymentRefusals,
  ...dnsRefusals,
  ...enrolmentRefusals,
  ...keysRefusals,
  ...labelRefusals,
  ...licenceRefusals,
  ...localTokenRefusals,
  ...operatingRefusals,
  ...peopleRefusals,
  ...policyRefusals,
  ...powershellRefusals,
  ...problemTypeRefusals,
  ...quotaRefusals,
  ...serviceRefusals,
  ...sslRefusals,
  ...startingRefusals,
  ...surroundingsRefusals,
  ...proxyRefusals,
  ...targetRefusals,
  ...updatesRefusals,
}
