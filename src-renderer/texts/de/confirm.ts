import type { confirm as english } from '../en/confirm.ts'

export const confirm: typeof english = {
  confirm: {
    lost: 'Was verloren geht:',
    type: (name) => `Zum Fortfahren ${name} eintippen`,
    differs: 'Das ist der Name noch nicht.',
    cancel: 'Abbrechen',
    offline: 'Der Agent läuft nicht, darum geht das gerade nicht.',
  },
}
