import { saying } from '@mylzip/shared/domain/saying.ts'
import { systemErrorInWords } from '@mylzip/shared/domain/system-errors.policy.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Check } from '../check.port.ts'
import { fact, failed, titled, trouble, well } from '../verdict.policy.ts'

export interface WebrootUser {
  name: string
  folder: string
  /** Undefined: planned. */
  certificateId: string | undefined
}

/** Whether the folder in which a web server is to show the proof is there, and may be written. `lookAtFolder`: a system's code, or undefined. */
export function checkWebroot(
  { name, folder, certificateId }: WebrootUser,
  lookAtFolder: (folder: string) => Promise<string | undefined>,
): Check {
  return {
    id: `webroot:${name}`,
    kind: 'webroot',
    group: 'ports',
    ...titled('check.webroot', { name }),
    patience: 5 * second,
    ...(certificateId === undefined ? { about: [name] } : { certificateId }),
    async look() {
      const fault = await lookAtFolder(folder)
      const evidence = [fact(folder, fault ?? saying('seen.writable'))]
      if (fault === undefined) return well(saying('found.webroot', { name, folder }), evidence)
      const reason = fault === 'ENOENT' ? 'it is not there' : (systemErrorInWords(fault) ?? fault)
      return failed(trouble('WEBROOT_UNUSABLE', { folder, reason }), evidence)
    },
  }
}
