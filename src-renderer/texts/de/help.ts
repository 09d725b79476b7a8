import type { help as english } from '../en/help.ts'

export const help: typeof english = {
  help: {
    word: 'Hilfe',
    with: (screen) => `Hilfe zu dieser Seite: ${screen}`,
    heading: 'Hilfe',
    close: 'Hilfe schließen',
    loading: 'Die Anleitung wird geöffnet …',
    absent: 'Diese Seite der Anleitung ließ sich nicht öffnen. Das Dashboard neu laden und noch einmal versuchen.',
  },
}
