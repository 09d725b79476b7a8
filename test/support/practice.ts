import { createSocket } from 'node:dgram'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { decode, encode } from 'dns-packet'
import { type AuthorityOptions, type PracticeAuthority, startAuthority } from '#cloud/practice/authority/authority.ts'
import { RawAcmeClient } from './raw-acme-client.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface TestPractice {
  authority: PracticeAuthority
  /** Stops and starts it again on the same folder and port; options given here hold from then on. */
  restart(changed?: Partial<AuthorityOptions>): Promise<PracticeAuthority>
  txt: TxtResponder
  /** A client that has read the directory; to be closed before the CA. */
  client(): Promise<RawAcmeClient>
  /** Defects the CA has met; a test that provokes none ends with none. */
  defects: unknown[]
  stop(): Promise<void>
}

/** The practice CA in this process, in a folder of its own, with a DNS server a test can write to. */
export async function startTestPractice(options: Partial<AuthorityOptions> = {}): Promise<TestPractice> {
  const folder = await temporaryFolder()
  const txt = await startTxtResponder()
  const defects: unknown[] = []
  let all: AuthorityOptions = {
    folder: join(folder.path, 'authority'),
    port: 0,
    dnsServer: { address: '127.0.0.1', port: txt.port },
    httpResponder: { address: '127.0.0.1', port: 9 },
    env: {},
    now: Date.now,
    onDefect: (error) => defects.push(error),
    ...options,
  }
  const tidyUp = async () => {
    await txt.close()
    await folder.remove()
  }
  let authority = await startAuthority(all).catch(async (error) => {
    await tidyUp()
    throw error
  })
  return {
    get authority() {
      return authority
    },
    async restart(changed = {}) {
      await authority.close()
      all = { ...all, port: authority.port, ...changed }
      authority = await startAuthority(all)
      return authority
    },
    txt,
    client: () => new RawAcmeClient(authority.directoryUrl, authority.rootPem).open(),
    defects,
    async stop() {
      await authority.close()
      await tidyUp()
    },
  }
}

export interface TxtResponder {
  port: number
  /** TXT records by owner name in lower case. An owner that is not here does not exist. */
  records: Map<string, string[]>
  /** Leaves questions without an answer while true. */
  silent: boolean
  close(): Promise<void>
}

/** A DNS server over UDP that knows TXT records and nothing else. */
export async function startTxtResponder(): Promise<TxtResponder> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const responder: TxtResponder = {
    port: (socket.address() as AddressInfo).port,
    records: new Map(),
    silent: false,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
  socket.on('message', (message, from) => {
    if (responder.silent) return
    const query = decode(message)
    const [question] = query.questions ?? []
    const found = question?.type === 'TXT' ? responder.records.get(question.name.toLowerCase()) : []
    const answers = (found ?? []).map((data) => ({ type: 'TXT' as const, name: question?.name ?? '', ttl: 1, data }))
    const flags = 0x0400 | (found === undefined ? 3 : 0)
    socket.send(encode({ type: 'response', id: query.id ?? 0, flags, questions: query.questions ?? [], answers }), from.port, from.address)
  })
  return responder
}
