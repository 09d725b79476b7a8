import { isPrintable, looksLikeLink } from '@mylzip/shared/domain/plain-names.policy.ts'
import { z } from 'zod'

/** One line that a person types, e.g. a name. */
export function line(empty: string, longest = 100) {
  return z
    .string({ error: empty })
    .trim()
    .min(1, empty)
    .max(longest, `At most ${longest} characters.`)
    .refine(isPrintable, 'Only characters that can be seen.')
}

export const name = (empty: string) => line(empty).refine((text) => !looksLikeLink(text), 'A name, not an address.')

export const email = z
  .string({ error: 'Enter your email address.' })
  .trim()
  .min(1, 'Enter your email address.')
  .max(200, 'At most 200 characters.')
  .pipe(z.email('Enter an email address, like name@example.com.'))

/** As it was typed: spaces belong to it. What it must be like is decided where it is chosen. */
export const password = z.string({ error: 'Enter your password.' }).min(1, 'Enter your password.').max(256, 'At most 256 characters.')

/** What a mailed link carries. */
export const token = z.string().max(100).catch('')

/** Where to go after signing in: only to a page of ours (a second slash, or a backslash, would lead elsewhere). */
export const next = z
  .string()
  .regex(/^\/(?![/\\])[\w\-./?=&%]{0,300}$/)
  .catch('/account')
