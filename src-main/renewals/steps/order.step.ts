import { namesOf } from '../../certificates/certificate.repository.ts'
import { runRepository } from '../../certificates/run.repository.ts'
import { isIssued, versionRepository } from '../../certificates/version.repository.ts'
import type { Step } from '../run-context.ts'

/** Places the order. Its URL is recorded at once: a process killed afterwards goes on with the same order. */
export const orderStep: Step = {
  name: 'order',
  async work({ authority, certificate, db, run }) {
    await authority.prepareAccount()
    const replaced = await versionRepository(db).latestIssued(certificate.id)
    const order_url = await authority.order({
      names: namesOf(certificate),
      profile: certificate.profile ?? undefined,
      replaces: isIssued(replaced) ? (replaced.ari_id ?? undefined) : undefined,
    })
    return {
      async save(tx) {
        await runRepository(tx).update(run.id, { order_url })
        await versionRepository(tx).update(certificate.id, run.number, { directory_url: certificate.directory_url })
      },
      audit: { action: 'order-placed', detail: { order: order_url } },
    }
  },
}
