import type { Instant } from '@mylzip/shared/domain/time.ts'
import { showRefused } from '../attach/show-standing.ts'
import type { DesktopAgent } from '../desktop.port.ts'
import type { DesktopWords } from '../words/english.ts'
import { worthRenewing } from './worth-renewing.policy.ts'

type Asked = Pick<DesktopAgent, 'services' | 'log'>

/**
 * "Renew now" of the icon's menu. A run that fails shows in the icon and in the dashboard like any other; one that is not begun is said
 * here, where it was asked for: the first refusal speaks for all.
 */
export async function renewNow({ services, log }: Asked, words: () => DesktopWords, now: () => Instant): Promise<void> {
  try {
    const { certificates } = await services.state.get()
    const begun = await Promise.allSettled(worthRenewing(certificates, now()).map(({ id }) => services.renewals.renewNow(id)))
    const refused = begun.find(({ status }) => status === 'rejected')
    if (refused?.status === 'rejected') throw refused.reason
  } catch (error) {
    log.warn('Renewing from the icon failed', { error })
    await showRefused(error, words())
  }
}

/** What is paused an hour goes on by itself after it; a certificate whose end is near is renewed all the same. */
export async function changePause({ services, log }: Asked, words: () => DesktopWords, wanted: 'pause' | 'resume'): Promise<void> {
  try {
    await (wanted === 'pause' ? services.renewals.pause(60) : services.renewals.resume())
  } catch (error) {
    log.warn('The pause of renewals was not changed from the icon', { error })
    await showRefused(error, words())
  }
}
