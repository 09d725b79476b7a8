export const table = {
  table: {
    search: 'Search',
    searchWhat: (what: string) => `Search ${what}`,
    shown: (shown: string, all: string) => `${shown} of ${all}`,
    nothingFound: (search: string) => `Nothing here has “${search}” in it.`,
    showAll: 'Show all',
    sortBy: 'Sort by',
    ascending: 'Going up',
    descending: 'Going down',
    copyAll: 'Copy all',
    copySelected: (count: string) => `Copy ${count}`,
    keys: 'Arrow keys move between rows, Space picks one, Control and C copies.',
    keysOpening: 'Arrow keys move between rows, Enter opens one, Space picks one, Control and C copies.',
  },
}
