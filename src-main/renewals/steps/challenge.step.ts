import type { Step } from '../run-context.ts'
import { orderUrlOf } from './order-url.ts'

/** Proves every name of the order to the CA. */
export const challengeStep: Step = {
  name: 'challenge',
  async work({ authority, run, solver }) {
    await authority.prepareAccount()
    await authority.authorize(orderUrlOf(run), solver)
    return { save: async () => undefined }
  },
}
