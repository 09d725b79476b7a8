import type { thirdParty as english } from '../en/third-party.ts'
import { plural } from './plural.ts'

export const thirdParty: typeof english = {
  thirdParty: {
    open: 'Software von anderen',
    heading: 'Software von anderen',
    explanation: (count) =>
      plural(count, {
        one: 'In diesem Programm steckt eine Arbeit von anderen. Hier steht sie mit ihrer Lizenz.',
        other:
          'In diesem Programm stecken # Arbeiten von anderen. Hier stehen sie mit ihren Lizenzen. Die von Chromium liegen neben dem Programm, in LICENSES.chromium.html.',
      }),
    licenceOf: (name) => `Lizenz von ${name}`,
    loading: 'Wird nachgesehen …',
    absent: 'Die Liste ließ sich nicht laden. Sie gehört zum Programm: bitte schließen und noch einmal öffnen.',
    close: 'Schließen',
  },
}
