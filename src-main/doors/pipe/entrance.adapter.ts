import { chmod } from 'node:fs/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Access } from '@mylzip/shared/operations/operation.ts'
import { asDiskRefusal } from '../../system/files/disk-refusal.policy.ts'
import type { RandomBytes } from '../../system/random.port.ts'
import { pipeCaller } from '../access.policy.ts'
import { closeServer, createLocalServer, listen } from '../http/local-server.adapter.ts'
import type { AnswerCall } from '../http/rpc-over-http.ts'
import { sendRefusal } from '../http/send-refusal.ts'
import type { DoorFile } from './door-file.adapter.ts'
import { choosePipePlace, removePipe } from './pipe-place.adapter.ts'
import { agentHeader, prove, provenNonce } from './proofs.ts'

interface EntranceNeeds {
  answerCall: AnswerCall
  random: RandomBytes
  /** The data folder, which a refusal names. */
  folder: string
  /** Where a socket is put. */
  place: string
  /** What proving to know its secret allows. */
  access: Access
  /** On Windows others than administrators may connect only to a pipe that says so. */
  forEverybody?: boolean
  /** Says where it is and what its secret is, to whoever is to know. */
  publish(door: DoorFile): Promise<void>
}

export interface Entrance {
  readonly path: string
  close(): Promise<void>
}

/** One pipe with one secret, both new. Refuses with DATA_FOLDER_UNWRITABLE or DISK_FULL. */
export async function openEntrance(needs: EntranceNeeds): Promise<Entrance> {
  const { answerCall, random, folder, place, access, forEverybody = false, publish } = needs
  const secret = Buffer.from(random(32)).toString('base64url')
  const server = createLocalServer(async (request, response, callerIsKnown) => {
    const nonce = provenNonce(request.headers, secret)
    if (nonce === undefined) return sendRefusal(response, new Refusal('CALLER_UNKNOWN'))
    callerIsKnown()
    response.setHeader(agentHeader, prove(secret, 'agent', nonce))
    await answerCall(request, response, pipeCaller(access))
  })
  const path = await choosePipePlace(place, random)
  try {
    const onWindows = process.platform === 'win32'
    await listen(server, { path, ...(onWindows && forEverybody && { readableAll: true, writableAll: true }) })
    if (!onWindows) await chmod(path, 0o600)
    await publish({ path, secret })
  } catch (error) {
    server.close()
    await removePipe(path)
    throw asPipeRefusal(error, folder)
  }
  return {
    path,
    async close() {
      await closeServer(server)
      await removePipe(path)
    },
  }
}

function asPipeRefusal(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  // Something that is no socket lies where the socket belongs.
  if (code === 'EADDRINUSE') return new Refusal('DATA_FOLDER_UNWRITABLE', { folder, reason: 'EADDRINUSE' }, { cause: error })
  return asDiskRefusal(error, folder) ?? error
}
