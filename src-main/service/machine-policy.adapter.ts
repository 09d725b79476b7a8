import { lookAtPolicy, policyArguments } from './machine-policy.policy.ts'
import { windowsHost } from './windows-host.adapter.ts'

/** What this machine's administrators have set for its service, as arguments; only Windows has a place for it. Refuses with MACHINE_POLICY_UNREADABLE. */
export async function machinePolicy(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): Promise<string[]> {
  return platform === 'win32' ? policyArguments(await windowsHost(env).call(lookAtPolicy)) : []
}
