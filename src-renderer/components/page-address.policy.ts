import { onThisMachine } from '@mylzip/shared/domain/device-page.policy.ts'
import type { Device } from '@mylzip/shared/operations/values.ts'

/**
 * Where this machine's browser finds the device page: by the device's name where the name is known to lead here; else
 * by this machine's own address, because a name nobody resolves opens nothing. There a browser warns about the name.
 */
export function pageAddress({ devicePage, lanAddresses }: Pick<Device, 'devicePage' | 'lanAddresses'>): string | undefined {
  if (devicePage === null) return undefined
  return lanAddresses.resolution?.status === 'leads-here' ? devicePage.url : onThisMachine(devicePage.url)
}
