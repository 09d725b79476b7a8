import { describe, expect, it } from 'vitest'
import { type Attempt, createConversation } from '#main/challenges/dns/conversation.ts'
import type { DnsTransport, Via } from '#main/challenges/dns/dns-transport.port.ts'

const server = { label: 'ns.customer.test:53', places: [{ address: '192.0.2.1', port: 53 }] }

/** A network that answers each try in turn: with bytes, or with an error's code. */
function conversing(...answers: (string | Buffer)[]) {
  const asked: { via: Via; address: string; id: number }[] = []
  const transport: DnsTransport = {
    async ask(via, { address }, message, _patience, read) {
      asked.push({ via, address, id: message[0] ?? -1 })
      const answer = answers.shift() ?? 'ETIMEDOUT'
      const found = typeof answer === 'string' ? undefined : read(answer)
      if (found !== undefined) return found
      throw Object.assign(new Error('no answer'), { code: typeof answer === 'string' ? answer : 'ETIMEDOUT' })
    },
  }
  return { converse: createConversation({ transport, newId: () => 7 }), asked }
}

/** Understands `yes` for certain and `perhaps` with doubt. */
const begin = (id: number): Attempt<string> => ({
  message: Buffer.of(id),
  read: (answer) => (String(answer) === 'yes' ? { settled: 'yes' } : String(answer) === 'perhaps' ? { doubtful: 'perhaps' } : undefined),
})

describe('a conversation with a DNS server', () => {
  it('sends a lost datagram again, never under the same id, then tries TCP', async () => {
    const { converse, asked } = conversing('ETIMEDOUT', 'ETIMEDOUT', Buffer.from('yes'))
    await expect(converse(server, begin)).resolves.toBe('yes')
    expect(asked.map(({ via }) => via)).toEqual(['udp', 'udp', 'tcp'])
    expect(new Set(asked.map(({ id }) => id)).size).toBe(3)
  })

  it('asks what anybody could have said over UDP again over TCP, at once', async () => {
    const { converse, asked } = conversing(Buffer.from('perhaps'), Buffer.from('yes'))
    await expect(converse(server, begin)).resolves.toBe('yes')
    expect(asked.map(({ via }) => via)).toEqual(['udp', 'tcp'])
  })

  it('says what there was when TCP brings nothing', async () => {
    const { converse } = conversing(Buffer.from('perhaps'), 'ECONNREFUSED')
    await expect(converse(server, begin)).resolves.toBe('perhaps')
  })

  it('loses no time with UDP that nobody listens to', async () => {
    const { converse, asked } = conversing('ECONNREFUSED', Buffer.from('yes'))
    await expect(converse(server, begin)).resolves.toBe('yes')
    expect(asked.map(({ via }) => via)).toEqual(['udp', 'tcp'])
  })

  it('goes on to the server’s next address', async () => {
    const { converse, asked } = conversing('ENETUNREACH', 'ENETUNREACH', Buffer.from('yes'))
    const places = ['2001:db8::1', '192.0.2.1'].map((address) => ({ address, port: 53 }))
    await expect(converse({ ...server, places }, begin)).resolves.toBe('yes')
    expect(asked.map(({ address }) => address)).toEqual(['2001:db8::1', '2001:db8::1', '192.0.2.1'])
  })

  it.each([
    ['nothing comes back', 'ETIMEDOUT', 'did not answer in time'],
    ['nobody listens', 'ECONNREFUSED', 'refused'],
    ['there is no network', 'ENETUNREACH', 'no network'],
  ])('when %s it names the server and says so', async (_, code, words) => {
    const { converse } = conversing(code, code, code)
    await expect(converse(server, begin)).rejects.toMatchObject({
      code: 'DNS_SERVER_UNREACHABLE',
      message: expect.stringMatching(new RegExp(`ns\\.customer\\.test:53.*${words}`)),
    })
  })

  it('a server whose name leads nowhere is unreachable, and the name is to blame', async () => {
    const { converse } = conversing()
    await expect(converse({ ...server, places: [] }, begin)).rejects.toMatchObject({
      code: 'DNS_SERVER_UNREACHABLE',
      message: expect.stringContaining('name'),
    })
  })
})
