import { createAliasChain } from '#main/challenges/delegation/alias-chain.service.ts'
import { createDelegations } from '#main/challenges/delegation/delegations.service.ts'
import { createDelegatedDns01 } from '#main/challenges/delegation/dns-01-delegation.adapter.ts'
import { dnsAnswer } from '#main/challenges/dns-answer.ts'
import { taskFor } from '../challenge-tasks.ts'
import { startCloudAlone } from '../cloud.ts'
import { digMissing } from '../dig.ts'
import { bind } from '../dns-servers/bind.ts'
import { isThere } from '../dns-servers/dns-server.ts'
import { knot } from '../dns-servers/knot.ts'
import { startResolver } from '../dns-servers/resolver.ts'
import { updateKeys } from '../dns-servers/update-keys.ts'
import { createSilentLog } from '../silent-log.ts'
import { lookupsAt, texts } from './dns-stages.ts'
import type { SolverKind } from './staged-solver.ts'

export const delegationMissing =
  (digMissing ? ' (skipped: dig is not installed)' : '') ||
  (isThere(knot) ? '' : ` (skipped: ${knot.needs})`) ||
  (isThere(bind) ? '' : ` (skipped: ${bind.needs})`)

const customers = '127.0.0.2'

/**
 * A cloud, a customer's own DNS server, and a resolver that knows both. The customer has made CNAMEs: `www` and, by way of
 * another name, `chained` as they should be; `astray` and `loop` as they should not; none for `new`.
 */
export async function stageDelegation() {
  const cloud = await startCloudAlone({ nameservers: [{ name: 'ns1.myl.test', addresses: ['127.0.0.1'] }] })
  const port = cloud.dnsPort
  const { api, enrolled } = await cloud.newDevice()
  const targetOf = async (label: string) => (await api.dns.delegate({ name: `${label}.customer.test` })).target
  const records = [
    // One of its two servers answers for other zones only, as happens.
    '@ 3600 IN NS ns2.customer.test.',
    `ns2 3600 IN A ${customers}`,
    `_acme-challenge.www 60 IN CNAME ${await targetOf('www')}.`,
    '_acme-challenge.chained 60 IN CNAME middle.customer.test.',
    `middle 60 IN CNAME ${await targetOf('chained')}.`,
    '_acme-challenge.astray 60 IN CNAME someone-elses.delegated.myl.test.',
    '_acme-challenge.loop 60 IN CNAME round.customer.test.',
    'round 60 IN CNAME _acme-challenge.loop.customer.test.',
  ]
  const zone = { name: 'customer.test', records }
  const keys = updateKeys()
  const server = await knot.start({ zones: [zone], allowed: [keys.sha256], other: keys.other, address: customers, port })
  const resolver = await startResolver({ 'customer.test': server, 'myl.test': { address: '127.0.0.1', port } })
  const log = createSilentLog()
  const lookups = lookupsAt(resolver.port, { port, log })
  const delegation = createDelegations({ cloud: api, follow: createAliasChain(lookups) })
  const solver = createDelegatedDns01({ cloud: api, delegation, seenEverywhere: lookups.seenEverywhere, log })
  return {
    api,
    ownName: enrolled.name,
    cloudDnsPort: port,
    resolver,
    lookups,
    delegation,
    solver,
    targetOf,
    stop: async () => {
      await resolver.stop()
      await server.stop()
      await cloud.close()
    },
  }
}

export const dns01Delegation: SolverKind = {
  title: 'dns-01 by a CNAME into the cloud’s zone',
  missing: delegationMissing,
  async stage() {
    const { solver, targetOf, cloudDnsPort, stop } = await stageDelegation()
    const target = await targetOf('www')
    return {
      solver,
      tasks: [taskFor('www.customer.test', 'token-1'), taskFor('www.customer.test', 'token-2', { wildcard: true })],
      sees: async ({ keyAuthorization }) => (await texts(cloudDnsPort, target)).includes(dnsAnswer(keyAuthorization)),
      isClean: async () => (await texts(cloudDnsPort, target)).length === 0,
      stop,
    }
  },
}
