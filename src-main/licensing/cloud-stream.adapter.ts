import type { IncomingMessage } from 'node:http'
import { minute, second } from '@mylzip/shared/domain/time.ts'
import axios from 'axios'
import { createConnections } from '../system/network/connections.adapter.ts'
import { answerOf, type CloudAnswer, type CloudCallNeeds, type CloudRequest, failureOf } from './cloud-call.adapter.ts'
import { readEvents } from './cloud-events.ts'
import { NoCloudAnswer } from './no-cloud-answer.ts'

const connectMs = 10 * second
/** The cloud answers at once. */
const beginsWithin = 10 * second
/** The cloud sends something every 20 seconds; three times missed, the connection is dead, as after a sleep. */
const silence = minute

/** Asks for an answer that goes on: resolves once it has begun, and breaks off when nothing comes any more. Fails with NoCloudAnswer. */
export function createCloudStream({
  url,
  extraRootsPem,
  proxies,
  userAgent,
  signal,
}: Pick<CloudCallNeeds, 'url' | 'extraRootsPem' | 'proxies' | 'userAgent' | 'signal'>) {
  return async (request: CloudRequest): Promise<CloudAnswer> => {
    const { agents, proxy } = createConnections(extraRootsPem, connectMs, 'whole', proxies).to(url)
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), beginsWithin)
    const leaving = AbortSignal.any([late.signal, signal, ...(request.signal ? [request.signal] : [])])
    try {
      const answer = await axios.request<IncomingMessage>({
        adapter: 'http',
        ...agents,
        ...(proxy === undefined && { proxy: false as const }),
        url: request.url.href,
        method: request.method,
        headers: { ...request.headers, 'user-agent': userAgent },
        maxRedirects: 0,
        responseType: 'stream',
        validateStatus: null,
        signal: leaving,
      })
      const { status, headers, data } = answer
      if (status !== 200 || !/^text\/event-stream\b/.test(String(headers['content-type'])))
        return answerOf({ ...answer, data: await wholeOf(data) })
      data.setTimeout(silence, () => void data.destroy(new Error('nothing came any more')))
      return { status, headers: { 'content-type': 'text/event-stream' }, body: async () => readEvents(data) }
    } catch (error) {
      if (error instanceof NoCloudAnswer) throw error
      const { reason } = failureOf(error, signal, proxy !== undefined)
      throw new NoCloudAnswer(late.signal.aborted ? 'it did not answer in time' : reason, { cause: error })
    } finally {
      clearTimeout(timer)
    }
  }
}

/** A refusal, or a page of something else; neither is large. */
async function wholeOf(answer: IncomingMessage): Promise<ArrayBuffer> {
  const chunks: Buffer[] = []
  for await (const chunk of answer.take(64)) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks)).buffer
}
