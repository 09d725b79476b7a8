import { chmod } from 'node:fs/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { asDiskRefusal } from '../../system/files/disk-refusal.policy.ts'
import { pipeCaller } from '../access.policy.ts'
import type { PipeDoor, PipeDoorOptions } from '../doors.port.ts'
import { closeServer, createLocalServer, listen } from '../http/local-server.adapter.ts'
import { createRpcOverHttp } from '../http/rpc-over-http.ts'
import { sendRefusal } from '../http/send-refusal.ts'
import { publishDoor, withdrawDoor } from './door-file.adapter.ts'
import { choosePipePlace, clearStalePipe, removePipe } from './pipe-place.adapter.ts'
import { agentHeader, prove, provenNonce } from './proofs.ts'

/** Opens the way in for this machine's own programs: launcher, command line, tray, PowerShell. */
export async function openPipeDoor({ router, folder, random, log }: PipeDoorOptions): Promise<PipeDoor> {
  const secret = Buffer.from(random(32)).toString('base64url')
  const answerCall = createRpcOverHttp(router)
  const server = createLocalServer(async (request, response, callerIsKnown) => {
    const nonce = provenNonce(request.headers, secret)
    if (nonce === undefined) return sendRefusal(response, new Refusal('CALLER_UNKNOWN'))
    callerIsKnown()
    response.setHeader(agentHeader, prove(secret, 'agent', nonce))
    await answerCall(request, response, pipeCaller())
  })

  await clearStalePipe(folder)
  const path = await choosePipePlace(folder, random)
  try {
    await listen(server, { path })
    if (process.platform !== 'win32') await chmod(path, 0o600)
    await publishDoor(folder, { path, secret })
  } catch (error) {
    server.close()
    await removePipe(path)
    throw asPipeRefusal(error, folder)
  }
  log.info('The pipe is open', { path })

  return {
    path,
    async close() {
      await withdrawDoor(folder)
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
