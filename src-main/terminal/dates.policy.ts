import type { Instant } from '@mylzip/shared/domain/time.ts'

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/**
 * “12 February 2027”, in this machine's time zone, as the dashboard writes it. Not by Intl: its data would take 9 MB of an agent
 * that says two dates when it starts.
 */
export function dayText(at: Instant): string {
  const date = new Date(at)
  return `${date.getDate()} ${months[date.getMonth()]} ${date.getFullYear()}`
}

/** “12 February 2027, 09:05”. */
export function momentText(at: Instant): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${dayText(at)}, ${two(date.getHours())}:${two(date.getMinutes())}`
}
