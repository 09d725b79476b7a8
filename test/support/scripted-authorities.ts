import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Authority } from '@mylzip/shared/operations/authorities.ts'
import type { AgentServices } from '#main/doors/agent-services.port.ts'

export const letsEncrypt: Authority = {
  directory: 'https://acme-v02.api.letsencrypt.org/directory',
  label: 'Let’s Encrypt',
  staging: 'https://acme-staging-v02.api.letsencrypt.org/directory',
  position: 0,
  needsBinding: false,
  uses: 'own',
  roots: [],
  account: {
    status: 'valid',
    url: 'https://acme-v02.api.letsencrypt.org/acme/acct/1',
    contact: [],
    bindingKeyId: null,
    keyChangePending: false,
  },
}

/** Those that a scene has, in its memory: what is asked of them changes them as the agent would. */
export function scriptAuthorities(
  known: readonly Authority[],
  asked: string[],
  refuse: { settings?: Refusal | undefined; look?: Refusal | undefined },
): Partial<AgentServices['authorities']> {
  let all = [...known]
  const change = (what: string, directory: string, to: (old: Authority) => Authority) => {
    asked.push(what)
    if (refuse.settings !== undefined) throw refuse.settings
    all = all.map((each) => (each.directory === directory ? to(each) : each))
    return found(directory)
  }
  const found = (directory: string) => {
    const authority = all.find((each) => each.directory === directory)
    if (!authority) throw new Refusal('AUTHORITY_NOT_IN_ORDER', { directory })
    return authority
  }
  const ordered = (directories: readonly string[]) => {
    const unknown = directories.filter((directory) => !all.some((each) => each.directory === directory))
    const made = unknown.map((directory) => ({ ...letsEncrypt, directory, label: new URL(directory).host }))
    all = [...all, ...made].map((each) => {
      const position = directories.indexOf(each.directory)
      return { ...each, position: position < 0 ? null : position }
    })
    return all
  }
  return {
    list: async () => all,
    async look(directory) {
      asked.push(`look ${directory}`)
      if (refuse.look !== undefined) throw refuse.look
      return {
        authority: { ...letsEncrypt, directory, label: new URL(directory).host, position: null, staging: null },
        profiles: [{ name: 'classic', description: 'The usual one' }],
        needsBinding: false,
        termsOfService: null,
        website: null,
        caaIdentities: [],
        suggestsRenewals: true,
        account: null,
        clockDifferenceMs: 0,
      }
    },
    async setOrder(choices) {
      asked.push(`setOrder ${choices.map(({ label }) => label).join(', ')}`)
      if (refuse.settings !== undefined) throw refuse.settings
      return ordered(choices.map(({ directory }) => directory))
    },
    async remove(directory) {
      asked.push(`remove ${directory}`)
      return ordered(
        all
          .filter((each) => each.position !== null && each.directory !== directory)
          .sort((one, other) => (one.position ?? 0) - (other.position ?? 0))
          .map((each) => each.directory),
      )
    },
    setBinding: async ({ directory, keyId }) =>
      change(`setBinding ${keyId}`, directory, (old) => ({ ...old, account: { ...old.account, bindingKeyId: keyId } })),
    distrust: async (directory) => change(`distrust ${directory}`, directory, (old) => ({ ...old, roots: [] })),
    chooseAccount: async (directory, uses) => change(`chooseAccount ${uses}`, directory, (old) => ({ ...old, uses })),
  }
}
