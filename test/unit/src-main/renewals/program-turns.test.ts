import { expect, test } from 'vitest'
import { createProgramTurns } from '#main/renewals/program-turns.ts'

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

test('programs of one certificate are told by one after the other, those of another meanwhile', async () => {
  const turns = createProgramTurns(() => false)
  const done: string[] = []
  const { open, opened } = gate()
  const person = turns.take('one', async () => {
    await opened
    done.push('person')
    throw new Error('its script failed')
  })
  const run = turns.take('one', async () => done.push('run'))
  await turns.take('two', async () => done.push('another'))
  expect([turns.isTaken('one'), turns.isTaken('two')]).toEqual([true, false])
  open()
  await expect(person).rejects.toThrow('its script failed')
  await run
  expect(done).toEqual(['another', 'person', 'run'])
  expect(turns.isTaken('one')).toBe(false)
})

test('what waits when the agent stops tells nothing more', async () => {
  let stopping = false
  const turns = createProgramTurns(() => stopping)
  const { open, opened } = gate()
  const begun = gate()
  const person = turns.take('one', async () => {
    begun.open()
    await opened
  })
  await begun.opened
  const run = turns.take('one', async () => 'told')
  stopping = true
  open()
  await person
  await expect(run).rejects.toThrow('this program ends')
})
