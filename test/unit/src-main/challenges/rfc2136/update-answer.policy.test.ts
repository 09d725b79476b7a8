import { describe, expect, it } from 'vitest'
import { signRequest } from '#main/challenges/rfc2136/tsig.policy.ts'
import { readUpdateAnswer } from '#main/challenges/rfc2136/update-answer.policy.ts'
import { updateMessage } from '#main/challenges/rfc2136/update-message.policy.ts'
import { badTime, recorded, sha256, update } from './recorded.ts'

const server = '192.0.2.1:53'
const at = (now: number) => ({ ...signRequest(updateMessage(4711, update), sha256, now), change: update, key: sha256, server })
const sent = at(1_795_249_183_000)

/** Nothing but a header: id, flags, code. */
const unsigned = (flags: number, id = 4711) => Buffer.from([id >> 8, id & 0xff, flags >> 8, flags & 0xff, ...Array(8).fill(0)])

describe('what an update is answered', () => {
  it('is done when the server proves its yes', () => {
    const [bind] = recorded
    expect(bind && readUpdateAnswer(bind.answer, sent, bind.at)).toEqual({ settled: 'done' })
  })

  it('says both clocks when they differ, and that is certain', () => {
    const read = readUpdateAnswer(badTime.answer, at(badTime.at), badTime.at)
    expect(read).toMatchObject({ settled: { code: 'DNS_CLOCK_DIFFERS' } })
    expect(JSON.stringify(read)).toMatch(/2026-11-21T08:09:43.*2026-11-21T08:19:43/)
  })

  it.each([
    ['a yes', 0, 'DNS_ANSWER_UNPROVEN'],
    ['FORMERR', 1, 'DNS_SERVER_FAILED'],
    ['SERVFAIL', 2, 'DNS_SERVER_FAILED'],
    ['NOTIMP', 4, 'DNS_SERVER_FAILED'],
    ['REFUSED', 5, 'DNS_UPDATE_REFUSED'],
    ['NOTAUTH', 9, 'DNS_SERVER_NOT_AUTHORITATIVE'],
    ['NOTZONE', 10, 'DNS_NAME_OUTSIDE_ZONE'],
    ['a code nobody knows', 13, 'DNS_SERVER_FAILED'],
  ])('%s that nothing proves is doubtful: %s means %s', (_, rcode, code) => {
    expect(readUpdateAnswer(unsigned(0xa800 | rcode), sent, 0)).toMatchObject({ doubtful: { code } })
  })

  it.each([
    ['the answer to another message', unsigned(0xa800, 4712)],
    ['a question', unsigned(0x2800)],
    ['the answer to a question', unsigned(0x8000)],
    ['half a header', Buffer.from('1267a8', 'hex')],
  ])('%s is passed over', (_, bytes) => {
    expect(readUpdateAnswer(bytes, sent, 0)).toBeUndefined()
  })
})
