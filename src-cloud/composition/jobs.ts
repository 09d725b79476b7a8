import { minute, second } from '@mylzip/shared/domain/time.ts'
import { type Background, every } from '../jobs/background.ts'
import { missDevices } from '../jobs/dead-man.job.ts'
import { expireOperations } from '../jobs/expire-operations.job.ts'
import { purge } from '../jobs/purge.job.ts'
import { ringAgain } from '../jobs/ring-again.job.ts'
import { sendMails } from '../jobs/send-mails.job.ts'
import { warnOfUsage } from '../jobs/warn-of-usage.job.ts'
import { createCloudAccounts } from '../modules/lost-devices/cloud-accounts.service.ts'
import { createLostDevices } from '../modules/lost-devices/lost-devices.service.ts'
import { createLostNames } from '../modules/lost-devices/lost-names.service.ts'
import type { AcmeParts } from './acme-parts.ts'
import type { CloudOptions } from './cloud-options.ts'
import type { DeviceParts } from './device-parts.ts'
import type { Foundations } from './foundations.ts'
import type { NameParts } from './name-parts.ts'
import type { TeamParts } from './team-parts.ts'

const letsEncrypt = 'https://acme-v02.api.letsencrypt.org/directory'

/** What is done without being asked. Any instance may do it; twice does no harm. */
export function startJobs(
  { db, clock, random, log, metrics, audit, outbox, sealing }: Foundations,
  { publishing }: Pick<NameParts, 'publishing'>,
  { licences, apiCalls, revokeByAccount, teamAccounts }: Pick<TeamParts, 'licences' | 'apiCalls'> & Omit<AcmeParts, 'acmeRequests'>,
  { bells, lastSeen }: Pick<DeviceParts, 'bells' | 'lastSeen'>,
  options: Pick<CloudOptions, 'authorities' | 'operatorMail'>,
): Background[] {
  const watched = { log, metrics }
  const revokeLost = createLostDevices({
    ...{ db, clock, log, audit },
    names: createLostNames({ db, clock, publishing }),
    revokeByAccount,
    accountKey: createCloudAccounts({ db, clock, sealing }),
    authorities: options.authorities ?? [{ directoryUrl: letsEncrypt }],
  })
  const dead = { db, audit, outbox, random, operatorMail: options.operatorMail }
  return [
    every(5 * minute, 'purge', () => purge(db, clock.now(), publishing), watched),
    every(minute, 'show-pending-names', publishing.showPending, watched),
    every(minute, 'expire-operations', () => expireOperations(db, audit, clock.now()), watched),
    every(second, 'send mails', (stopping) => sendMails(outbox, stopping), watched),
    every(minute, 'dead-man', () => missDevices(dead, clock.now()), watched),
    every(5 * second, 'revoke-lost', revokeLost, watched),
    every(60 * minute, 'seal-anew', teamAccounts.sealAnew, watched),
    every(10 * second, 'count-api-calls', apiCalls.flush, watched),
    every(10 * second, 'ring-again', () => ringAgain(db, bells, clock.now()), watched),
    every(10 * second, 'mark-seen', lastSeen.flush, watched),
    every(60 * minute, 'warn-of-usage', () => warnOfUsage({ db, licences, audit }, clock.now()), watched),
  ]
}
