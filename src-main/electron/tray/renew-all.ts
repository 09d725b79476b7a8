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
