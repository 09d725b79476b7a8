import { day, hour } from '@mylzip/shared/domain/time.ts'

/** What a kind of certificate holds. Shapes follow Let's Encrypt's profiles, so that practising prepares for the real one. */
export interface Profile {
  name: string
  description: string
  /** ms from notBefore to notAfter. */
  lifetime: number
  commonName: boolean
  /** RSA keys may also encipher keys, as older Windows programs want. */
  keyEncipherment: boolean
  maxNames: number
}

export const defaultProfiles: readonly Profile[] = [
  {
    name: 'classic',
    description: '90 days, with a common name and RSA key encipherment',
    lifetime: 90 * day,
    commonName: true,
    keyEncipherment: true,
    maxNames: 100,
  },
  {
    name: 'tlsserver',
    description: '45 days, subject alternative names only',
    lifetime: 45 * day,
    commonName: false,
    keyEncipherment: false,
    maxNames: 25,
  },
  {
    name: 'shortlived',
    description: '160 hours, subject alternative names only',
    lifetime: 160 * hour,
    commonName: false,
    keyEncipherment: false,
    maxNames: 25,
  },
]
