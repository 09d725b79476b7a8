import { namesOf } from '../../certificates/certificate.repository.ts'
import type { Step } from '../run-context.ts'
import { orderUrlOf } from './order-url.ts'

/** Proves every name of the order to the CA. */
export const challengeStep: Step = {
  name: 'challenge',
  async work({ authority, certificate, permitAccount, run, solversFor }) {
    await authority.prepareAccount()
    // An authority that forgot the account since the order gave it another address.
    await permitAccount(namesOf(certificate), authority.orderingAccount)
    await authority.authorize(orderUrlOf(run), await solversFor(certificate), namesOf(certificate))
    return { save: async () => undefined }
  },
}
