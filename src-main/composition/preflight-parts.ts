import { setTimeout } from 'node:timers/promises'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { readDnsUpdateServer } from '@mylzip/shared/domain/dns-update-server.policy.ts'
import { defaultKeyType } from '@mylzip/shared/domain/key-types.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { accountRepository } from '../acme/accounts/account.repository.ts'
import { createOrderingAccounts } from '../authorities/ordering-account-url.ts'
import { usualDirectories } from '../authorities/usual-directories.ts'
import { certificateRepository, nameOf } from '../certificates/certificate.repository.ts'
import { orderedKey } from '../certificates/ordered-key.ts'
import { withUsualChoices } from '../certificates/usual-choices.policy.ts'
import { usualChoicesSetting } from '../certificates/usual-choices.service.ts'
import { deviceRepository } from '../device/device.repository.ts'
import { systemNetwork } from '../device/lan-addresses.adapter.ts'
import { outwardAddresses } from '../doctor/addresses.policy.ts'
import { watchClock } from '../doctor/machine/clock-watch.adapter.ts'
import { cloudTimeUrl, dnsUrl } from '../doctor/network-checks.ts'
import { knownAccounts } from '../doctor/patient.ts'
import { createLimits } from '../limits/limits.service.ts'
import { refuseContradiction } from '../policy/contradiction.policy.ts'
import { type OrderRules, orderChecks } from '../preflight/order-checks.ts'
import { plannedOrder } from '../preflight/planned-order.ts'
import { createPreflight } from '../preflight/preflight.service.ts'
import { assertRoom } from '../system/files/trial.adapter.ts'
import { nodeTimers } from '../system/node-timers.adapter.ts'
import { settingsRepository } from '../system/settings.repository.ts'
import type { AuthorityParts } from './authority-parts.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { Foundations } from './foundations.ts'
import type { LicenceParts } from './licence-parts.ts'
import type { PlaceParts } from './place-parts.ts'
import type { PolicyParts } from './policy-parts.ts'
import { createSurroundings } from './surroundings.ts'

type Needs = Foundations &
  CloudParts &
  Pick<AuthorityParts, 'accountChoice' | 'teamAccounts'> &
  Pick<ChallengeParts, 'proofs' | 'refuseUnfitProof'> &
  Pick<LicenceParts, 'mayManage'> &
  Pick<PlaceParts, 'store'> & { policy: Pick<PolicyParts, 'now'> }

/** What an order would meet, before anything is asked of an authority. */
export function preparePreflight(needs: Needs) {
  const { accountChoice, clock, cloud, db, enrolment, log, options, policy, proofs, refuseUnfitProof, store } = needs
  const { cloudUrl, directoryUrl, dns, folder, keyType = defaultKeyType, practice, resolver: builtInDns } = options
  const surroundings = createSurroundings(needs)
  const clockJumped = watchClock()
  const orderingAccounts = createOrderingAccounts({ ...needs, patience: () => setTimeout(3 * second, undefined, { ref: false }) })
  const limits = createLimits({ clock })

  const rules: OrderRules = {
    refuseContradiction: async (wanted) => refuseContradiction(policy.now(), wanted),
    refuseUnlicensed: needs.mayManage,
    async refuseManaged(name) {
      if ((await certificateRepository(db).list()).some((row) => nameOf(row) === name)) throw new Refusal('CERTIFICATE_EXISTS', { name })
    },
    async refuseOverLimit(directory, names) {
      await limits.refuseOverQuota(db, directory, { names, replaces: false, renewal: false })
      // A person waits: of what was refused before, limits alone are reason enough not to ask.
      await limits.refuseWhileResting(db, directory, names, true)
    },
    async refuseImpossibleKey(wanted, names) {
      await orderedKey({ db, store, usual: { keyType } }, wanted, names)
    },
    async refuseUnstorable(name) {
      await assertRoom(folder)
      await store.current(name)
    },
  }

  /** There is an account, or what an account is bound by; the team's is the cloud's to have. */
  async function isBound(directory: string): Promise<boolean> {
    if ((await accountChoice.at(directory)) === 'team') return true
    const account = await accountRepository(db).find(directory)
    return account?.binding !== undefined || (account?.url !== undefined && account.status === 'valid')
  }

  async function ownNames(): Promise<ReadonlySet<string>> {
    const identity = await enrolment.current()
    return new Set(identity === undefined ? [] : [identity.name, ...(await deviceRepository(db).moreNames())].map(canonicalName))
  }

  return createPreflight({
    clock,
    timers: nodeTimers,
    elapsed: () => performance.now(),
    log,
    // The same order that would be placed: with what is usual here where it says nothing.
    plan: async (wanted) =>
      plannedOrder(
        withUsualChoices(wanted, await settingsRepository(db).get(usualChoicesSetting)),
        await usualDirectories(db, directoryUrl),
        policy.now()?.rules,
      ),
    async examine(planned) {
      const { directories, names, proof } = planned
      const server = proof.via === 'rfc2136' ? readDnsUpdateServer(proof.server) : proof.via === 'automatic' ? dns : undefined
      const timeUrl = cloudTimeUrl(cloudUrl)
      return {
        failures: [],
        dependents: [
          {
            certificateId: undefined,
            name: names[0] ?? '',
            needs: [...names, ...directories, timeUrl, ...(server ? [dnsUrl(server.host)] : [])],
          },
        ],
        addresses: outwardAddresses(systemNetwork.addresses()).map(({ address }) => address),
        checks: orderChecks(await surroundings(), planned, {
          ...rules,
          accounts: await orderingAccounts(await knownAccounts(db)),
          ownNames: await ownNames(),
          refuseUnfit: refuseUnfitProof,
          pid: process.pid,
          ...{ dns, delegation: proofs.delegation, practice, builtInDns, isBound, clockJumped },
          cloud: { url: cloudUrl, timeUrl, asDevice: () => cloud.devices.auditHeads() },
        }),
      }
    },
  })
}
