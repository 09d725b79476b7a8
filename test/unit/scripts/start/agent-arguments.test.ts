import { describe, expect, it } from 'vitest'
import { agentArguments } from '../../../../scripts/start/agent-arguments.ts'
import { readOptions } from '../../../../scripts/start/options.ts'

const practice = {
  cloudUrl: 'http://127.0.0.1:1',
  directoryUrl: 'https://127.0.0.1:2/directory',
  caRootFile: '/data/practice/root.pem',
  enrolmentTokenFile: '/data/practice/token',
  dnsPort: 3,
  zone: 'myl.test',
}
const given = (...args: string[]) => agentArguments(readOptions(args), '/data', practice)

describe('what the launcher hands to the agent', () => {
  it('is the practice stack, said to be practice, when nothing else was named', () => {
    expect(given()).toEqual(
      expect.arrayContaining([
        '--cloud',
        practice.cloudUrl,
        '--directory',
        practice.directoryUrl,
        '--ca-root',
        practice.caRootFile,
        '--practice',
      ]),
    )
  })

  it('is the authority that was named; its certificates are not said to be practice, and the practice root is not trusted for it', () => {
    const args = given('--directory', 'https://localhost:14000/dir')
    expect(args).toContain('https://localhost:14000/dir')
    expect(args).not.toContain('--practice')
    expect(args).not.toContain(practice.caRootFile)
  })
})
