import type { KnownService } from '../../service/service-control.policy.ts'

/**
 * How this program stands to the machine's service.
 * `no-service`, `own`: it runs the person's own agent, because there is no service, or because they had one before there was.
 * `attached`: it shows the service. The others: it would, and why it does not.
 */
export type Standing = 'no-service' | 'own' | 'attached' | 'stopped' | 'starting' | 'silent' | 'removed'

interface StandingWords {
  /** In the icon's menu and over it. */
  label: string
  /** Undefined where there is nothing to say. */
  sentence: string
}

export const standingWords: Record<Exclude<Standing, 'attached'>, StandingWords> = {
  'no-service': {
    label: 'Works for you alone',
    sentence:
      'MyL.Zip SSL is not installed as a service on this computer, so it works for you alone, and only while you are signed in. Certificates go into your own certificate store. Remote Desktop, IIS, WinRM and other services of Windows cannot be served that way: an administrator has to install MyL.Zip SSL for everybody who uses this computer.',
  },
  own: {
    label: 'Works for you alone, beside the service',
    sentence:
      'This computer has the MyL.Zip SSL service, and you have certificates of your own from before. This program goes on with yours, and works for you alone. How to have the service go on with them is told in docs/keys.md: what the service manages now would be replaced by them, so nobody should restore them there who has not read it.',
  },
  stopped: {
    label: 'The service does not run',
    sentence: 'The MyL.Zip SSL service of this computer does not run, so nothing is renewed. Only an administrator can start it.',
  },
  starting: {
    label: 'The service starts or stops',
    sentence: 'The MyL.Zip SSL service of this computer starts or stops just now. What it does is shown as soon as it answers.',
  },
  silent: {
    label: 'The service does not answer',
    sentence:
      'The MyL.Zip SSL service of this computer runs, and does not answer this program, or something else answers in its place. Nothing that it says is believed. If it stays so, an administrator should restart the service.',
  },
  removed: {
    label: 'The service was removed',
    sentence: 'The MyL.Zip SSL service was removed from this computer. Quit this program and start it again: then it works for you alone.',
  },
}

/** What is said of a service whose door does not answer. */
export function withoutAnswer(service: KnownService | undefined): Standing {
  if (service === undefined) return 'removed'
  if (service.state === 'stopped') return 'stopped'
  return service.state === 'running' ? 'silent' : 'starting'
}

const first = 1_000
const longest = 15_000

/** How long (ms) until the service is looked for again. One that starts is there within seconds. */
export function nextTry(failures: number, standing: Standing): number {
  return standing === 'starting' ? first : Math.min(longest, first * 2 ** Math.min(failures, 5))
}
