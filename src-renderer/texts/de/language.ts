import type { language as english } from '../en/language.ts'

export const language: typeof english = {
  language: {
    heading: 'Sprache',
    explanation:
      'In dieser Sprache erscheint das Dashboard, sofort und nur auf diesem Rechner. Datum und Zahlen richten sich nach der eigenen Region.',
    system: (name) => `Wie das System (${name})`,
  },
}
