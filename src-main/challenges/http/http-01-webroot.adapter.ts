import { createInTurn } from '../../system/in-turn.ts'
import type { ChallengeSolver, ChallengeTask } from '../challenge.port.ts'
import type { LookServed } from './look-served.adapter.ts'
import { createWebrootFiles } from './webroot-files.adapter.ts'

/**
 * Has a web server that is there answer http-01, from the folder it shows. `publish` answers once the file was seen at
 * port 80 of the name, or could not be looked for from here. Refuses with the WEBROOT_… codes.
 */
export function createHttp01Webroot({ folder, lookServed }: { folder: string; lookServed: LookServed }): ChallengeSolver {
  const files = createWebrootFiles(folder)
  // One after the other: the last file to go takes away what the first brought.
  const inTurn = createInTurn()
  const remove = ({ token, keyAuthorization }: ChallengeTask) => inTurn(() => files.remove(token, keyAuthorization))
  return {
    type: 'http-01',
    ready: files.check,
    async publish(task) {
      await inTurn(() => files.write(task.token, task.keyAuthorization))
      await lookServed(task, folder)
    },
    remove,
  }
}
