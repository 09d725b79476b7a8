import { useDates } from './clock.tsx'

/** How numbers are written: in the language and the region that dates are. */
export interface Numbers {
  /** "1,000". */
  count(number: number): string
  /** "$19", "$9.50": whole amounts without their cents. */
  dollars(cents: number): string
}

function createNumbers(locale: string): Numbers {
  const counts = new Intl.NumberFormat(locale)
  const whole = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', maximumFractionDigits: 0 })
  const exact = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' })
  return {
    count: (number) => counts.format(number),
    dollars: (cents) => (cents % 100 === 0 ? whole : exact).format(cents / 100),
  }
}

export const useNumbers = (): Numbers => createNumbers(useDates().locale)
