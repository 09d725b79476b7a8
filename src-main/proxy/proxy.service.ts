import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Finding } from '@mylzip/shared/operations/doctor.ts'
import type { ProxyTest, ProxyView, ProxyWish } from '@mylzip/shared/operations/proxy.ts'
import type { AuditRecord, AuditService } from '../audit/audit.service.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { createInTurn } from '../system/in-turn.ts'
import { proxyFor, proxyLabel } from '../system/network/proxy.policy.ts'
import type { ProxyChoice, ProxyInUse } from '../system/network/proxy-in-use.ts'
import type { Secrets } from '../system/secrets/secrets.port.ts'
import { proxyPasswordPurpose } from './kept-proxy.ts'
import { type ProxyRow, proxyRepository } from './proxy.repository.ts'
import { readProxyAddress } from './proxy-address.policy.ts'

export interface ProxyServiceNeeds {
  db: AgentDatabase['db']
  secrets: Secrets
  audit: Pick<AuditService, 'record' | 'announce'>
  proxy: ProxyInUse
  /** Whether whoever administers the machine has set it. */
  isFixed: boolean
  /** The cloud, and the authorities that certificates are ordered at. */
  urls(): Promise<readonly string[]>
  /** What the doctor sees of the way to these by such a proxy. */
  examine(choice: ProxyChoice): Promise<readonly Finding[]>
  /** Connections are made another way from now on: what has failed for the former one is tried again. */
  changed(): Promise<void>
}

/** As most connections are led. */
const anywhere = 'https://host.invalid'

/** The proxy that this device goes through, as a person sees, tries and changes it. Its password goes in and never comes back out. */
export function createProxyService({ db, secrets, audit, proxy, isFixed, urls, examine, changed }: ProxyServiceNeeds) {
  const kept = proxyRepository(db)
  const inTurn = createInTurn()
  /** Wishes are numbered as they come: one that was tried for long does not override what was said after it. */
  let newestWish = 0
  let keptWish = 0

  async function view(): Promise<ProxyView> {
    const choice = proxy.now()
    const sealed = isFixed ? null : ((await kept.find())?.sealed_password ?? null)
    const password = sealed === null ? 'none' : choice.use === 'own' && choice.password === undefined ? 'unreadable' : 'kept'
    return {
      use: choice.use,
      own: choice.use === 'own' ? { address: choice.address, user: choice.user ?? null, password, past: [...choice.past] } : null,
      ways: (await urls()).map((url) => ({ url, proxy: placeOf(proxyFor(url, proxy.environment())) })),
      byOrganisation: isFixed,
    }
  }

  /** The password that is kept stays as long as it goes to the same proxy, in the same user’s name. */
  function meant(wish: ProxyWish): ProxyChoice {
    if (wish.use !== 'own') return wish
    const { address, user: written } = readProxyAddress(wish.address)
    const user = wish.user || written
    const now = proxy.now()
    const isSame = now.use === 'own' && now.address === address && now.user === user
    const password = user === undefined ? undefined : (wish.password ?? (isSame ? now.password : undefined))
    return { use: 'own', address, user, password, past: [...new Set(wish.past)] }
  }

  async function refuseClosedWay(choice: ProxyChoice): Promise<void> {
    const wrong = (await examine(choice)).find(({ status }) => status === 'failed')
    if (wrong?.code) throw new Refusal(wrong.code, wrong.data ?? {})
  }

  /** Whether it is: nothing is kept where a later wish was. */
  function keep(choice: ProxyChoice, wish: number): Promise<boolean> {
    return inTurn(async () => {
      if (keptWish > wish) return false
      await save(choice)
      keptWish = wish
      return true
    })
  }

  async function save(choice: ProxyChoice): Promise<void> {
    const row = await rowOf(choice)
    const entry = await db.transaction().execute(async (tx) => {
      await proxyRepository(tx).put(row)
      return audit.record(tx, entryOf(choice))
    })
    proxy.use(choice)
    audit.announce(entry)
  }

  async function rowOf(choice: ProxyChoice): Promise<Omit<ProxyRow, 'id'> | undefined> {
    if (choice.use === 'system') return undefined
    if (choice.use === 'none') return { use: 'none', address: null, user_name: null, sealed_password: null, past: '[]' }
    const { address, user = null, password, past } = choice
    const sealed_password = password === undefined ? null : await secrets.seal(Buffer.from(password, 'utf8'), proxyPasswordPurpose)
    return { use: 'own', address, user_name: user, sealed_password, past: JSON.stringify(past) }
  }

  return {
    get: view,
    /** Refuses as an address does that cannot be read. */
    async test(wish: ProxyWish | undefined): Promise<ProxyTest> {
      return { findings: [...(await examine(wish ? meant(wish) : proxy.now()))] }
    },
    /** Refuses, beside that, with PROXY_SET_BY_ORGANISATION, and where it was to be tried with what is in the way. */
    async set(wish: ProxyWish, untried: boolean): Promise<ProxyView> {
      if (isFixed)
        throw new Refusal('PROXY_SET_BY_ORGANISATION', { proxy: placeOf(proxyFor(anywhere, proxy.environment())) ?? proxy.now().use })
      const choice = meant(wish)
      newestWish += 1
      const mine = newestWish
      if (choice.use === 'own' && !untried) await refuseClosedWay(choice)
      if (await keep(choice, mine)) await changed()
      return view()
    },
  }
}

function entryOf(choice: ProxyChoice): AuditRecord {
  const entry = { actor: 'person', subject: 'proxy' } as const
  if (choice.use === 'system') return { ...entry, action: 'proxy-left-to-system' }
  if (choice.use === 'none') return { ...entry, action: 'proxy-given-up' }
  const past = ['this machine', ...choice.past].join(', ')
  return { ...entry, action: 'proxy-chosen', detail: { proxy: proxyLabel(new URL(choice.address)), past } }
}

/** `host:port`; null for the direct way. */
function placeOf(proxy: URL | undefined): string | null {
  return proxy ? proxyLabel(proxy) : null
}
