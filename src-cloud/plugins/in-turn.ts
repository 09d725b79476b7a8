/**
 * Work on one matter goes one after the other within this process. Where a row's lock would make them wait for each other
 * anyway, those that wait here hold no connection to the database, of which there are few.
 */
export function createInTurn() {
  const last = new Map<string, Promise<unknown>>()

  return async <Answer>(matter: string, work: () => Promise<Answer>): Promise<Answer> => {
    const before = last.get(matter)
    const mine = (before ?? Promise.resolve()).then(work, work)
    last.set(matter, mine)
    try {
      return await mine
    } finally {
      if (last.get(matter) === mine) last.delete(matter)
    }
  }
}
