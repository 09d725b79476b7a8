const key = 'mylzip.publish-addresses'

/**
 * What a person has agreed to before this device had a name: it is kept in the page, because somebody may close it while they look
 * for their password.
 */
export function wishAddresses(publish: boolean): void {
  try {
    if (publish) window.localStorage.setItem(key, 'yes')
    else window.localStorage.removeItem(key)
  } catch {
    // Where nothing can be kept, the settings have the same switch.
  }
}

/** Whether they are to be published; asked once, because it is forgotten with the answer. */
export function takeWishedAddresses(): boolean {
  try {
    const wished = window.localStorage.getItem(key) === 'yes'
    window.localStorage.removeItem(key)
    return wished
  } catch {
    return false
  }
}
