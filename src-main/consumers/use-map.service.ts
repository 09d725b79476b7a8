import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { CertificateStore, Thumbprint } from '../stores/store.port.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { createInTurn } from '../system/in-turn.ts'
import type { CertificateUse, OwnVersion, ProgramUse, Sight, UnreadPart } from './certificate-use.ts'
import { ownVersion } from './known-certificates.ts'
import { lookAtPrograms, type ProgramNeeds } from './programs.ts'
import { outlookOf, standingOf, takesFromStore } from './standing.policy.ts'
import type { FoundCertificate, StoreSearch } from './store-search.port.ts'

export interface UseMapNeeds extends ProgramNeeds {
  db: AgentDatabase['db']
  clock: Clock
  store: Pick<CertificateStore, 'find' | 'place'>
  /** Undefined where certificates of others are not to be found. */
  search?: StoreSearch | undefined
}

export interface UseMap {
  /** What was seen a moment ago may be the answer. A part that cannot be read is told of, and hides nothing else. */
  look(): Promise<Sight>
  /** Sees what is there now: for who is about to change something. */
  lookAnew(): Promise<Sight>
}

/** For so long (ms) what was seen is good enough for who only looks: each look may ask Windows a dozen questions. */
const keptFor = 15 * second

/** Who uses which certificate: what programs name, joined with what is managed here and with what lies in the store. */
export function createUseMap(needs: UseMapNeeds): UseMap {
  const { clock, db } = needs
  const inTurn = createInTurn()
  let last: Sight | undefined
  let underWay: Promise<Sight> | undefined

  async function see(): Promise<Sight> {
    const { uses, unread } = await lookAtPrograms(needs)
    const search = await searched(uses, unread, needs)
    const joined: CertificateUse[] = []
    for (const use of uses) {
      const own = await ownVersion(db, use.thumbprint)
      joined.push(join(use, own, search?.get(use.thumbprint), await isThere(use, own, search, needs), clock.now()))
    }
    last = { at: clock.now(), uses: joined, unread }
    return last
  }

  /** One at a time, so that two who ask at once cost one look. */
  function lookAnew(): Promise<Sight> {
    const mine = inTurn(see)
    underWay = mine
    const over = () => {
      if (underWay === mine) underWay = undefined
    }
    mine.then(over, over)
    return mine
  }

  return {
    async look() {
      const age = last === undefined ? undefined : clock.now() - last.at
      if (last && age !== undefined && age >= 0 && age < keptFor) return last
      return underWay ?? lookAnew()
    },
    lookAnew,
  }
}

type Searched = ReadonlyMap<Thumbprint, FoundCertificate> | undefined

/** Undefined where nobody can tell, which is said. */
async function searched(uses: readonly ProgramUse[], unread: UnreadPart[], { search, store }: UseMapNeeds): Promise<Searched> {
  const thumbprints = [...new Set(uses.filter(({ program }) => takesFromStore(program.kind)).map(({ thumbprint }) => thumbprint))]
  if (!search || thumbprints.length === 0) return undefined
  return search(thumbprints).catch((error: unknown) => {
    if (!isRefusal(error)) throw error
    unread.push({ what: `the store ${store.place}`, refusal: error })
    return undefined
  })
}

/** Undefined where nobody can tell. What a search has not found may still lie where only this agent looks. */
async function isThere(
  { program, thumbprint }: ProgramUse,
  own: OwnVersion | undefined,
  search: Searched,
  { store }: UseMapNeeds,
): Promise<boolean | undefined> {
  if (!takesFromStore(program.kind) || search?.has(thumbprint)) return true
  if (!own) return search === undefined ? undefined : false
  return store.find(own.name, thumbprint).then(
    (found) => found !== undefined,
    (error: unknown) => {
      if (!isRefusal(error)) throw error
      return undefined
    },
  )
}

function join(
  { targets, ...use }: ProgramUse,
  own: OwnVersion | undefined,
  found: FoundCertificate | undefined,
  isInStore: boolean | undefined,
  now: number,
): CertificateUse {
  const teller = targets.find(({ certificateId }) => own === undefined || certificateId === own.certificateId)?.target
  const standing = standingOf({ kind: use.program.kind, own, isInStore })
  const notAfter = own?.notAfter ?? found?.notAfter
  return {
    ...use,
    own,
    subject: found?.subject,
    notAfter,
    target: teller && { id: teller.id, label: teller.label },
    standing,
    outlook: outlookOf({ standing, notAfter, isFollowed: teller !== undefined && own?.isRenewed === true }, now),
  }
}
