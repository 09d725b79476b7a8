import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { type Instant, second } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../system/clock.port.ts'
import { createInTurn } from '../system/in-turn.ts'
import type { ProgramUse, Sight, UnreadPart } from './certificate-use.ts'
import { type JoinNeeds, joinUse, type Searched } from './join-use.ts'
import { lookAtPrograms, type ProgramNeeds } from './programs.ts'
import { takesFromStore } from './standing.policy.ts'
import type { StoreSearch } from './store-search.port.ts'

export interface UseMapNeeds extends ProgramNeeds, JoinNeeds {
  clock: Clock
  /** Undefined where certificates of others are not to be found. */
  search?: StoreSearch | undefined
}

export interface UseMap {
  /** What programs said a moment ago may be the answer. A part that cannot be read is told of, and hides nothing else. */
  look(): Promise<Sight>
  /** Asks programs now: for who is about to change something. */
  lookAnew(): Promise<Sight>
}

/** What programs and stores were asked. */
interface Asked {
  at: Instant
  uses: readonly ProgramUse[]
  unread: readonly UnreadPart[]
  found: Searched
}

/** For so long (ms) what programs said is good enough for who only looks: each look may ask Windows a dozen questions. */
const keptFor = 15 * second

/** Who uses which certificate: what programs name, joined with what is managed here and with what lies in the store. */
export function createUseMap(needs: UseMapNeeds): UseMap {
  const { clock } = needs
  const inTurn = createInTurn()
  let last: Asked | undefined
  let underWay: Promise<Asked> | undefined

  async function see(): Promise<Asked> {
    const { uses, unread } = await lookAtPrograms(needs)
    const found = await searched(uses, unread, needs)
    last = { at: clock.now(), uses, unread, found }
    return last
  }

  /** One at a time: they share one PowerShell. */
  function askAnew(): Promise<Asked> {
    const mine = inTurn(see)
    underWay = mine
    const over = () => {
      if (underWay === mine) underWay = undefined
    }
    mine.then(over, over)
    return mine
  }

  function asked(): Promise<Asked> | Asked {
    const age = last === undefined ? undefined : clock.now() - last.at
    if (last && age !== undefined && age >= 0 && age < keptFor) return last
    return underWay ?? askAnew()
  }

  /** Anew each time: certificates change oftener than what programs are set to. */
  async function joined({ at, found, unread, uses }: Asked): Promise<Sight> {
    const now = clock.now()
    return { at, unread, uses: await Promise.all(uses.map((use) => joinUse(use, found, now, needs))) }
  }

  return {
    look: async () => joined(await asked()),
    lookAnew: async () => joined(await askAnew()),
  }
}

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
