import { hour } from '@mylzip/shared/domain/time.ts'

const key = 'mylzip.publish-addresses'

/**
 * What a person has agreed to before this device had a name: it is kept in the page, because somebody may close it while they look
 * for their password.
 */
export function wishAddresses(publish: boolean): void {
  try {
    if (publish) window.localStorage.setItem(key, String(Date.now()))
    else window.localStorage.removeItem(key)
  } catch {
    // Where nothing can be kept, the settings have the same switch.
  }
}

/** Whether they are to be published. After an hour it is no longer what somebody has just agreed to. */
export function areAddressesWished(): boolean {
  try {
    const since = Date.now() - Number(window.localStorage.getItem(key) ?? Number.NaN)
    if (since >= 0 && since < hour) return true
    window.localStorage.removeItem(key)
    return false
  } catch {
    return false
  }
}
