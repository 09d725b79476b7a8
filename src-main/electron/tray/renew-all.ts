import type { DesktopAgent } from '../desktop.port.ts'

/** "Renew now" of the icon's menu. A failure shows in the icon and in the dashboard like that of any other run. */
export async function renewAll({ services, log }: Pick<DesktopAgent, 'services' | 'log'>): Promise<void> {
  try {
    const { certificates } = await services.state.get()
    await Promise.all(certificates.map(({ id }) => services.renewals.renewNow(id)))
  } catch (error) {
    log.warn('Renewing from the icon failed', { error })
  }
}

/** What is paused an hour goes on by itself after it; a certificate whose end is near is renewed all the same. */
export async function changePause({ services, log }: Pick<DesktopAgent, 'services' | 'log'>, wanted: 'pause' | 'resume'): Promise<void> {
  try {
    await (wanted === 'pause' ? services.renewals.pause(60) : services.renewals.resume())
  } catch (error) {
    log.warn('The pause of renewals was not changed from the icon', { error })
  }
}
