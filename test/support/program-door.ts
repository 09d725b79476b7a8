import { randomUUID } from 'node:crypto'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { type AgentClient, contract } from '@mylzip/shared/operations/contract.ts'
import type { NewLocalToken } from '@mylzip/shared/operations/tokens.ts'
import { createORPCClient, ORPCError } from '@orpc/client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { openProgramDoor } from '#main/doors/programs/program-door.adapter.ts'
import type { AgentRouter } from '#main/doors/router.ts'
import { openFoundations } from './agent-foundations.ts'
import { createFakeTime } from './fake-time.ts'
import { freePorts } from './free-port.ts'
import { createSilentLog } from './silent-log.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { tokensOf } from './tokens.ts'

export interface Asked {
  method?: string
  headers?: Record<string, string>
  body?: string
  token?: string
}

/** The door for programs with the real tokens behind it, in a folder of its own, at a time that a test lets pass. */
export async function programDoorFor(router: AgentRouter, mayMake = async () => {}) {
  const folder = await temporaryFolder()
  const time = createFakeTime()
  const base = await openFoundations(folder.path, time.clock)
  const log = createSilentLog()
  const { tokens, gate } = tokensOf(base, time, mayMake)
  const [port = 0] = await freePorts(1)
  await tokens.choosePort(port)
  const open = () => openProgramDoor({ router, gate, version: '1.2.3', ...time, log })
  let door = await open()

  return {
    ...{ tokens, gate, time, port, recorded: base.recorded, db: base.db },
    /** A good one, unless told. */
    async token(wanted: Partial<NewLocalToken> = {}) {
      return tokens.create({ label: randomUUID(), level: 'read', ...wanted })
    },
    client: (secret: string | undefined) => programClient(`http://127.0.0.1:${port}/api`, secret),
    ask: (path: string, asked: Asked = {}) => ask(port, path, asked),
    stream: (path: string, token: string) => startAsking(port, path, { token }),
    async restart() {
      await door.close()
      door = await open()
    },
    async close() {
      await door.close()
      await base.close()
      await folder.remove()
    },
  }
}

export type ProgramDoorBench = Awaited<ReturnType<typeof programDoorFor>>

/** Every operation, by the methods and paths of the contract. */
export function programClient(url: string, secret: string | undefined): AgentClient {
  return createORPCClient(
    new OpenAPILink(contract, {
      url,
      headers: () => (secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
      customErrorResponseBodyDecoder: (body, { status }) => {
        const { code, sentence, data } = body as { code: string; sentence: string; data: unknown }
        return new ORPCError(code, { status, message: sentence, data })
      },
    }),
  ) as AgentClient
}

/** Exactly what is said, path and Host included: `fetch` tidies both up. */
async function ask(port: number, path: string, asked: Asked) {
  const answer = await startAsking(port, path, asked)
  const body = await text(answer)
  return { status: answer.statusCode, headers: answer.headers, body, code: codeIn(body) }
}

function startAsking(port: number, path: string, { method = 'GET', headers = {}, body, token }: Asked): Promise<IncomingMessage> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers: { ...authorization, ...headers }, agent: false })
  sent.end(body)
  return new Promise((resolve, reject) => sent.once('response', resolve).once('error', reject))
}

function codeIn(body: string): string | undefined {
  try {
    return (JSON.parse(body) as { code?: string }).code
  } catch {
    return undefined
  }
}
