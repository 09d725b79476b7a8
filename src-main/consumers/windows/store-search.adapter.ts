import { z } from 'zod'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import type { StoreSearch } from '../store-search.port.ts'

const Answer = z.object({ found: z.array(z.object({ thumbprint: z.string(), subject: z.string(), notAfter: z.number() })) })

/** Beside `My`: what IIS may be told to use, and where Windows keeps what it made for Remote Desktop itself. */
const stores = ['My', 'WebHosting', 'Remote Desktop']

/** In the stores of the machine, where programs look that nobody started; `CurrentUser` where there is none. */
export function createStoreSearch(
  powershell: Pick<PowerShell, 'run'>,
  location: 'LocalMachine' | 'CurrentUser' = 'LocalMachine',
): StoreSearch {
  return async (thumbprints) => {
    const { found } = await powershell.run({ script: 'store/find-named', data: { location, stores, thumbprints }, answer: Answer })
    return new Map(found.map(({ thumbprint, ...certificate }) => [thumbprint.toUpperCase(), certificate]))
  }
}
