import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventText, signOfLife } from '#cloud/plugins/event-text.policy.ts'
import { wholeEvents } from '#main/licensing/server-events.policy.ts'

describe('the events of an answer that goes on', () => {
  test('are those the cloud wrote, wherever the network cuts them', () => {
    const written = fc.record({
      event: fc.constantFrom('message' as const, 'done' as const, 'error' as const),
      data: fc.json(),
      id: fc.nat(),
    })
    fc.assert(
      fc.property(fc.array(written), fc.infiniteStream(fc.integer({ min: 1, max: 20 })), (events, lengths) => {
        const text = events.map(({ event, data, id }) => signOfLife + eventText(event, JSON.parse(data), { id: String(id) })).join('')
        const read = []
        let waiting = ''
        for (let from = 0; from < text.length; ) {
          const to = from + (lengths.next().value ?? 1)
          const { events: whole, rest } = wholeEvents(waiting + text.slice(from, to))
          read.push(...whole)
          waiting = rest
          from = to
        }
        expect(waiting).toBe('')
        expect(read.filter(({ data }) => data !== undefined)).toEqual(
          events.map(({ event, data, id }) => ({ event, data: JSON.stringify(JSON.parse(data)), id: String(id) })),
        )
      }),
    )
  })

  test('may have lines of either end, and several lines of data', () => {
    expect(wholeEvents('id:7\r\ndata: {\r\ndata: }\r\n\r\ndata\n\n: \n\nevent: done')).toEqual({
      events: [
        { event: 'message', data: '{\n}', id: '7' },
        { event: 'message', data: '', id: undefined },
        { event: 'message', data: undefined, id: undefined },
      ],
      rest: 'event: done',
    })
  })
})
