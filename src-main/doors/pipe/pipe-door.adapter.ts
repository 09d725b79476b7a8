import { chmod } from 'node:fs/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Access } from '@mylzip/shared/operations/operation.ts'
import { asDiskRefusal } from '../../system/files/disk-refusal.policy.ts'
import { pipeCaller } from '../access.policy.ts'
import type { PipeDoor, PipeDoorOptions } from '../doors.port.ts'
import { closeServer, createLocalServer, listen } from '../http/local-server.adapter.ts'
import { createRpcOverHttp } from '../http/rpc-over-http.ts'
import { sendRefusal } from '../http/send-refusal.ts'
import { publishDoor, publishUsersDoor, usersFolderOf, withdrawDoor, withdrawUsersDoor } from './door-file.adapter.ts'
import { type Pass, provenPass } from './passes.ts'
import { choosePipePlace, clearStalePipe, removePipe } from './pipe-place.adapter.ts'
import { agentHeader, prove } from './proofs.ts'
import type { UsersWay } from './users-way.port.ts'

/**
 * Opens the way in for this machine's own programs: launcher, command line, tray, PowerShell. Whoever can read what lies in
 * the data folder administers; with `users`, whoever signs in at the machine reads and operates.
 */
export async function openPipeDoor({ router, folder, users, random, log }: PipeDoorOptions): Promise<PipeDoor> {
  const draw = (access: Access): Pass => ({ access, secret: Buffer.from(random(32)).toString('base64url') })
  const own = draw('administer')
  const theirs = users && { way: users, pass: draw('operate') }
  const passes = theirs ? [own, theirs.pass] : [own]
  const answerCall = createRpcOverHttp(router)
  const server = createLocalServer(async (request, response, callerIsKnown) => {
    const proven = provenPass(request.headers, passes)
    if (!proven) return sendRefusal(response, new Refusal('CALLER_UNKNOWN'))
    callerIsKnown()
    response.setHeader(agentHeader, prove(proven.pass.secret, 'agent', proven.nonce))
    await answerCall(request, response, pipeCaller(proven.pass.access))
  })

  const place = theirs ? usersFolderOf(folder) : folder
  await clearStalePipe(folder)
  await withdrawUsersDoor(folder)
  await theirs?.way.openFolder(place)
  const path = await choosePipePlace(place, random)
  try {
    await listen(server, { path })
    if (process.platform !== 'win32') await chmod(path, 0o600)
    await publishDoor(folder, { path, secret: own.secret })
    if (theirs) await publishToUsers(folder, path, theirs)
  } catch (error) {
    server.close()
    await removePipe(path)
    throw asPipeRefusal(error, folder)
  }
  log.info('The pipe is open', { path, users: theirs?.pass.access ?? 'none' })

  return {
    path,
    async close() {
      await withdrawDoor(folder)
      if (theirs) await withdrawUsersDoor(folder)
      await closeServer(server)
      await removePipe(path)
    },
  }
}

async function publishToUsers(folder: string, path: string, { way, pass }: { way: UsersWay; pass: Pass }): Promise<void> {
  await way.letConnect(path, usersFolderOf(folder))
  await way.letRead(await publishUsersDoor(folder, { path, secret: pass.secret }))
}

function asPipeRefusal(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  // Something that is no socket lies where the socket belongs.
  if (code === 'EADDRINUSE') return new Refusal('DATA_FOLDER_UNWRITABLE', { folder, reason: 'EADDRINUSE' }, { cause: error })
  return asDiskRefusal(error, folder) ?? error
}
