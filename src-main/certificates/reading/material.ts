import type { KeyObject, X509Certificate } from 'node:crypto'

/** What files hold of a certificate, before it is known what belongs together. In the order it was found. */
export interface Material {
  keys: KeyObject[]
  certificates: X509Certificate[]
  /** As a PKCS#12 file names its key, when it does. */
  friendlyName: string | undefined
}

export function noMaterial(): Material {
  return { keys: [], certificates: [], friendlyName: undefined }
}
