import type { Activity } from './values.ts'

const columns = ['Entry', 'When (UTC)', 'Who', 'What', 'On', 'Action', 'Facts'] as const

/**
 * Entries as a table for reading (RFC 4180, with the mark by which spreadsheets know UTF-8). Nobody can check it: for that there is
 * the whole log as a file. The newest first, as they are shown.
 */
export function auditCsv(entries: readonly Activity[]): string {
  const rows = entries.map(({ seq, at, actor, sentence, subject, action, detail }) => [
    String(seq),
    at,
    actor,
    sentence,
    subject,
    action,
    JSON.stringify(detail),
  ])
  return `\uFEFF${[columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

/**
 * What a spreadsheet would carry out instead of showing it, also behind spaces or in full width: subjects and facts come from
 * certificates and networks, so from strangers. https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /^(?:[\s\p{C}]|[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20])/u

/** The same within a text: where the list separator is another one, as in German, a spreadsheet begins a new cell there. */
const formulaInside = /;(?=[\s\p{C}]*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20])/gu

function cell(text: string): string {
  const harmless = `${formula.test(text) ? "'" : ''}${text.replaceAll(formulaInside, ";'")}`
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
