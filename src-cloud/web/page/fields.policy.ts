import { z } from 'zod'

/** Nothing a database stumbles over, and nothing that turns the direction of reading or breaks a line of a mail. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

/** One line that a person types, e.g. a name. */
export function line(empty: string, longest = 100) {
  return z
    .string({ error: empty })
    .trim()
    .min(1, empty)
    .max(longest, `At most ${longest} characters.`)
    .refine((text) => !unprintable.test(text), 'Only characters that can be seen.')
}

/** A name stands in mails that we send to others: it must not carry somebody's link to them. */
export const name = (empty: string) => line(empty).refine((text) => !/:\/\/|www\.|@|\.\w{2,}\//i.test(text), 'A name, not an address.')

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
