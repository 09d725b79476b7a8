import type { table as english } from '../en/table.ts'

export const table: typeof english = {
  table: {
    search: 'Suchen',
    searchWhat: (what) => `${what} durchsuchen`,
    shown: (shown, all) => `${shown} von ${all}`,
    nothingFound: (search) => `Nichts hier enthält „${search}“.`,
    showAll: 'Alle zeigen',
    sortBy: 'Sortieren nach',
    ascending: 'Aufsteigend',
    descending: 'Absteigend',
    copyAll: 'Alle kopieren',
    copySelected: (count) => `${count} kopieren`,
    keys: 'Pfeiltasten gehen von Zeile zu Zeile, die Leertaste wählt eine aus, Strg und C kopiert.',
    keysOpening: 'Pfeiltasten gehen von Zeile zu Zeile, die Eingabetaste öffnet eine, die Leertaste wählt eine aus, Strg und C kopiert.',
  },
}
