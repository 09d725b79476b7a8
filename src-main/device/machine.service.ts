import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { AgentTables } from '../system/database/schema.ts'
import type { RandomBytes } from '../system/random.port.ts'
import { settingsRepository } from '../system/settings.repository.ts'
import { deviceRepository } from './device.repository.ts'
import { machineSetting } from './device.settings.ts'
import type { AskMachine } from './machine.port.ts'
import { machineMark } from './machine-mark.policy.ts'

export interface Whence {
  machine?: string
  /** Of this start of the program. */
  instance: string
  moved?: true
}

export interface Machine {
  /**
   * At each start, before anything asks the cloud. A data folder that comes from another machine is a copy, unless a person
   * restored it here (`isRestored`): then the device has moved.
   */
  settle(isRestored: boolean): Promise<void>
  /** Whether this folder is a copy, and nobody has said yet what becomes of it. */
  isCopy(): boolean
  /** What assertions say of where they come from. Refuses with DEVICE_CLONED where this is a copy. */
  whence(): Promise<Whence>
  /** A person says that this machine is the device: the cloud is told so. */
  keep(): Promise<void>
  /** The cloud has heard of the move. */
  heard(): Promise<void>
  /** With another identity comes another mark: the two are not to be linked. */
  begin(db: Kysely<AgentTables>): Promise<void>
}

interface Needs {
  db: Kysely<AgentTables>
  ask: AskMachine
  random: RandomBytes
  instance: string
}

/** Which machine this is, and whether it is still the one that was enrolled. */
export function createMachine({ db, ask, random, instance }: Needs): Machine {
  let isCopy = false
  const newSalt = () => Buffer.from(random(32)).toString('base64url')
  const markWith = async (salt: string) => {
    const machine = await ask()
    return machine === undefined ? null : machineMark(machine, salt)
  }
  const settings = settingsRepository(db)

  return {
    async settle(isRestored) {
      const known = await settings.get(machineSetting)
      const salt = known?.salt ?? newSalt()
      const mark = await markWith(salt)
      // A system that says nothing, today or before, shows no copy.
      const isOther = known?.mark != null && mark !== null && known.mark !== mark
      const isEnrolled = (await deviceRepository(db).identity()) !== undefined
      isCopy = isOther && isEnrolled && !isRestored && !known.moved
      if (isCopy) return
      const moved = (known?.moved ?? false) || (isOther && isEnrolled)
      const settled = { salt, mark: mark ?? known?.mark ?? null, moved }
      // A command that only looks writes nothing.
      if (known?.mark !== settled.mark || known.moved !== moved) await settings.set(machineSetting, settled)
    },
    isCopy: () => isCopy,
    async whence() {
      const name = (await deviceRepository(db).identity())?.name
      if (isCopy) throw new Refusal('DEVICE_CLONED', { name: name ?? '' })
      const known = await settings.get(machineSetting)
      return { instance, ...(known?.mark && { machine: known.mark }), ...(known?.moved && { moved: true as const }) }
    },
    async keep() {
      const salt = (await settings.get(machineSetting))?.salt ?? newSalt()
      await settings.set(machineSetting, { salt, mark: await markWith(salt), moved: true })
      isCopy = false
    },
    async heard() {
      const known = await settings.get(machineSetting)
      if (known?.moved) await settings.set(machineSetting, { ...known, moved: false })
    },
    async begin(on) {
      const salt = newSalt()
      await settingsRepository(on).set(machineSetting, { salt, mark: await markWith(salt), moved: false })
      isCopy = false
    },
  }
}
