import { InvalidArgumentError } from 'commander'

/** Refuses what is no whole number above 0; the parser names the option. */
export function wholeNumber(text: string): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number > 0 && Number.isSafeInteger(number)) return number
  throw new InvalidArgumentError('It must be a whole number above 0.')
}
