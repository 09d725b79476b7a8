import { z } from 'zod'

/** The programs whose certificates can be taken over. */
export const AdoptionSource = z.enum(['win-acme', 'simple-acme', 'posh-acme', 'certify', 'certbot', 'lego'])
export type AdoptionSource = z.infer<typeof AdoptionSource>

/** What people call them. */
export const adoptionSourceNames: Record<AdoptionSource, string> = {
  'win-acme': 'win-acme',
  'simple-acme': 'simple-acme',
  'posh-acme': 'Posh-ACME',
  certify: 'Certify The Web',
  certbot: 'certbot',
  lego: 'lego',
}
