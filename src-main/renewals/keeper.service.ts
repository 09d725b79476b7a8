import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { type CertificateRow, certificateRepository, nameOf } from '../certificates/certificate.repository.ts'
import { isKeyLost } from '../certificates/key-lost.policy.ts'
import { type IssuedVersion, isIssued, versionRepository } from '../certificates/version.repository.ts'
import type { ProgramTurns } from './program-turns.ts'
import { keepKeysPrivate } from './put-back.ts'
import type { DueTask } from './scheduler.ts'
import { type ServingNeeds, serve } from './serve.ts'

export type KeeperNeeds = ServingNeeds & {
  turns: ProgramTurns
  /** A run that is going on binds and proves by itself; putting the version in use back would make its proof fail. */
  isBusy(certificateId: string): Promise<boolean>
}

export interface Keeper {
  /**
   * At a start and from time to time: programs that live in this process present the certificate in use again, what vanished
   * from the store is put back, and every consumer is seen being served anew, because "verified" means now. Orders nothing.
   * Answers the certificates of which that could not be seen, or which the store does not take back.
   */
  serveAgain(): Promise<string[]>
  /**
   * Once a minute: the same for what somebody has touched in the store, by the dates and rights of the files alone. A folder
   * that was taken away must not be called protected until the next thorough look, hours later.
   */
  look(): Promise<void>
  tasks(): DueTask[]
}

interface InUse {
  certificate: CertificateRow
  version: IssuedVersion
}

/** Keeps what is in use in its place: in the store, whole, its key private, and presented by the programs of this machine. */
export function createKeeper(needs: KeeperNeeds): Keeper {
  const { clock, db, isBusy, log, store, turns } = needs
  /** How it lay there when it was looked after last; without a stamp where it did not lie there as it should. */
  const seen = new Map<string, { thumbprint: string; stamp: string | undefined }>()
  let last: Promise<unknown> = Promise.resolve()

  const stampOf = ({ certificate, version }: InUse) => store.stamp(nameOf(certificate), version.thumbprint)

  /** Read anew for each: while another one was looked after it may have been renewed or forgotten. */
  async function inUse(certificateId: string): Promise<InUse | undefined> {
    if (await isBusy(certificateId)) return undefined
    const certificate = await certificateRepository(db).find(certificateId)
    if (!certificate || certificate.retired_at !== null) return undefined
    const version = await versionRepository(db).inUse(certificate)
    return isIssued(version) && version.not_after > clock.now() ? { certificate, version } : undefined
  }

  async function keep(found: InUse): Promise<boolean> {
    const before = await stampOf(found)
    const { isProven, isStored } = await serve(found.certificate, found.version, needs)
    // What was mended, or touched meanwhile, is seen whole by the next look: the stamp of what nobody has read says nothing.
    const stamp = isStored && (await stampOf(found)) === before ? before : undefined
    seen.set(found.certificate.id, { thumbprint: found.version.thumbprint, stamp })
    return isProven && isStored
  }

  async function lookAfter(found: InUse): Promise<void> {
    const { certificate, version } = found
    // Those of earlier versions too, which no stamp tells of: they may be as good as the one in use.
    const isPrivate = await keepKeysPrivate(certificate, needs).then(() => true, refused)
    // There was never a key to put into the store.
    if (version.key_custody === 'elsewhere') return
    const { thumbprint } = version
    const stamp = await stampOf(found)
    // A run that has installed another just now saw it whole, and it may have been damaged since: it is looked at as well.
    const before = seen.get(certificate.id)?.thumbprint === thumbprint ? seen.get(certificate.id)?.stamp : undefined
    // What does not lie there as it should is tried again each minute; a key that is lost can only come back.
    const isUnchanged = stamp === undefined ? isKeyLost(version) : stamp === before
    if (isPrivate && isUnchanged) return
    if (before !== undefined) log.warn('what lies in the store was touched', { name: nameOf(certificate), thumbprint })
    await keep(found)
  }

  /** One after the other: two that put the same right at once would tell of it twice. */
  function each(work: (found: InUse) => Promise<void>, isPassedBy: (certificateId: string) => boolean): Promise<void> {
    const mine = last.then(() => goThrough(work, isPassedBy))
    last = mine.catch(() => undefined)
    return mine
  }

  async function goThrough(work: (found: InUse) => Promise<void>, isPassedBy: (certificateId: string) => boolean): Promise<void> {
    const ids = (await certificateRepository(db).list()).map(({ id }) => id)
    for (const id of ids) {
      if (isPassedBy(id)) continue
      await turns.take(id, async () => {
        const found = await inUse(id)
        if (found) await work(found)
      })
    }
    for (const id of seen.keys()) if (!ids.includes(id)) seen.delete(id)
  }

  /** One whose programs are being told, which may take minutes, does not hold up the others: the next look is a minute away. */
  const look = () => each(lookAfter, turns.isTaken)

  return {
    async serveAgain() {
      const unproven: string[] = []
      await each(
        async (found) => {
          if (!(await keep(found))) unproven.push(found.certificate.id)
        },
        () => false,
      )
      return unproven
    },
    look,
    tasks: () => [{ key: 'store-watch', at: clock.now(), run: look }],
  }
}

/** Told where the certificate is put back; what is no refusal is a defect. */
function refused(error: unknown): false {
  if (!isRefusal(error)) throw error
  return false
}
