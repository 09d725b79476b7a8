import { systemErrorInWords } from '@mylzip/shared/domain/system-errors.policy.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Check } from '../check.port.ts'
import { fact, failed, trouble, well } from '../verdict.policy.ts'

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
    title: `The web server’s folder for ${name} can be written.`,
    patience: 5 * second,
    ...(certificateId === undefined ? { about: [name] } : { certificateId }),
    async look() {
      const fault = await lookAtFolder(folder)
      const evidence = [fact(folder, fault ?? 'may be written')]
      if (fault === undefined) return well(`The answers for ${name} can be put into ${folder}.`, evidence)
      const reason = fault === 'ENOENT' ? 'it is not there' : (systemErrorInWords(fault) ?? fault)
      return failed(trouble('WEBROOT_UNUSABLE', { folder, reason }), evidence)
    },
  }
}
