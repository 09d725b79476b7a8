import { resolve } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'

/** The whole path of what was typed. An empty word, as an unset variable of a script leaves it, would be the current folder. */
export function fileNamed(given: string, option: string): string {
  if (given === '') throw new Refusal('OPTION_INVALID', { option, reason: 'it is empty, and must name a file' })
  return resolve(given)
}
