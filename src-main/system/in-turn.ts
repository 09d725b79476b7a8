/** Runs what it is given one after the other, whatever became of the work before: nothing begins while something else is at it. */
export function createInTurn() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}
