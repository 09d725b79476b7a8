import type { Instant } from '@mylzip/shared/domain/time.ts'

/** Without a script the reader's time zone is unknown, so it says which one it means. */
export function moment(at: Instant): string {
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(at)
  return `${text} UTC`
}

export function date(at: Instant): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at)
}
