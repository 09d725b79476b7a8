import { isIP } from 'node:net'
import type { ChallengeTask } from '#main/challenges/challenge.port.ts'

/** What a CA would hand out. */
export function taskFor(name: string, token = 'token-1', more: Partial<ChallengeTask> = {}): ChallengeTask {
  return {
    type: isIP(name) ? 'ip' : 'dns',
    name,
    wildcard: false,
    token,
    keyAuthorization: `${token}.thumbprint`,
    accountUrl: 'https://ca.example/account/1',
    issuers: [],
    ...more,
  }
}
