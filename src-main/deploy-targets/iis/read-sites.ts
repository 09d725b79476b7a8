import { z } from 'zod'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import type { Found } from '../windows/named-place.policy.ts'
import { type IisSite, iisSites } from './iis-sites.policy.ts'

const Answer = z.object({
  installed: z.boolean(),
  sites: z.array(
    z.object({
      name: z.string(),
      bindings: z.array(z.object({ protocol: z.string(), information: z.string(), flags: z.string() })),
      hsts: z.object({ enabled: z.string(), maxAge: z.string() }).nullable(),
    }),
  ),
  problem: z.string(),
})

/** The sites of IIS and where they listen; none where it is not installed. Another file than its own is for tests. */
export async function readSites(powershell: PowerShell, file: string | null = null): Promise<Found<IisSite> & { installed: boolean }> {
  const { installed, problem, sites } = await powershell.run({ script: 'iis/read-sites', data: { file }, answer: Answer })
  const { found, unreadable } = iisSites(sites)
  return { installed, found, unreadable: problem === '' ? unreadable : [`applicationHost.config: ${problem}`] }
}
