import { describe, expect, it } from 'vitest'
import { ownOrService } from '#main/cli/session/own-or-service.policy.ts'

const service = 'C:\\ProgramData\\mylzip-ssl'
const chosen = (agents: string[], marked: string[]) =>
  ownOrService('own', service, { isAgents: (folder) => agents.includes(folder), isServices: async (folder) => marked.includes(folder) })

describe('whom a command asks on Windows', () => {
  it('is this user’s own agent, whether or not there is a service', async () => {
    expect(await chosen(['own', service], [service])).toBe('own')
  })
  it('is the service where they have none', async () => {
    expect(await chosen([service], [service])).toBe(service)
  })
  it('is never a folder that another user has put in the place of the service’s', async () => {
    expect(await chosen([service], [])).toBe('own')
  })
  it('is nobody where an installation is without its folder', async () => {
    expect(await chosen([], [service])).toBe('own')
  })
})
