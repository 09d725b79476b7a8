import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { minute } from '@mylzip/shared/domain/time.ts'
import { createInTurn } from '../../system/in-turn.ts'
import type { ProgramDoor, ProgramDoorOptions } from '../doors.port.ts'
import { createFailedTries } from '../http/failed-tries.ts'
import { closeServer, createLocalServer, listen } from '../http/local-server.adapter.ts'
import { apiPrefix } from './api-prefix.ts'

const host = '127.0.0.1'

interface Listening {
  port: number
  close(): Promise<void>
}

/**
 * For programs of this machine that have a token. Nobody listens while there is none: making the first one opens the port. A port
 * that another program has is no reason not to start: it is told to whoever looks at the tokens, and tried again each minute.
 */
export async function openProgramDoor({ router, gate, version, clock, timers, log }: ProgramDoorOptions): Promise<ProgramDoor> {
  const inTurn = createInTurn()
  const failedTries = createFailedTries(clock)
  let listening: Listening | undefined
  let callOff = () => {}
  let isClosed = false

  async function openAt(port: number): Promise<Listening> {
    const url = `http://${host}:${port}${apiPrefix}`
    // Most agents have no token: they do without what it takes to answer.
    const { answerPrograms } = await import('./answer-programs.ts')
    const server = createLocalServer(answerPrograms({ router, gate, failedTries, port, description: { version, url } }))
    await listen(server, { host, port, exclusive: true }).catch((error: NodeJS.ErrnoException) => {
      // EACCES: in a range that Windows keeps for itself.
      throw error.code === 'EADDRINUSE' || error.code === 'EACCES' ? new Refusal('LOCAL_API_PORT_TAKEN', { port }, { cause: error }) : error
    })
    log.info('The door for programs is open', { url })
    return { port, close: () => closeServer(server) }
  }

  async function follow(): Promise<void> {
    callOff()
    const port = isClosed ? undefined : await gate.wantedPort()
    if (port !== undefined && listening?.port === port) return
    await turnTo(undefined)
    if (port === undefined) return
    try {
      await turnTo(await openAt(port))
    } catch (error) {
      log.warn('The door for programs could not be opened', { port, error })
      gate.tell({ address: undefined, problem: error instanceof Refusal ? error : new Refusal('LOCAL_API_CLOSED', { port }) })
      tryAgain()
    }
  }

  async function moveTo(port: number, keep: () => Promise<void>): Promise<void> {
    if (isClosed || (await gate.wantedPort()) === undefined) return keep()
    if (listening?.port === port) return
    // First, so that what stands in the way there leaves the door open that works.
    const opened = await openAt(port)
    try {
      await keep()
    } catch (error) {
      await opened.close()
      throw error
    }
    callOff()
    await turnTo(opened)
  }

  async function turnTo(next: Listening | undefined): Promise<void> {
    const former = listening
    listening = next
    gate.tell({ address: next && `http://${host}:${next.port}${apiPrefix}`, problem: undefined })
    await former?.close()
  }

  function tryAgain(): void {
    if (!isClosed) callOff = timers.after(minute, () => void settled())
  }

  const settled = () =>
    inTurn(follow).catch((error: unknown) => {
      log.error('The door for programs could not follow the tokens', { error })
      tryAgain()
    })

  gate.serve({ follow: settled, moveTo: (port, keep) => inTurn(() => moveTo(port, keep)) })
  await settled()
  return {
    async close() {
      isClosed = true
      await settled()
    },
  }
}
