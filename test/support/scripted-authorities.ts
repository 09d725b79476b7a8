import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Authority } from '@mylzip/shared/operations/authorities.ts'
import type { AgentServices } from '#main/doors/agent-services.port.ts'
import { authority, authorityLook } from './authority-samples.ts'
import type { OrderingScript } from './scripted-ordering.ts'

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

interface AuthorityScript extends Pick<OrderingScript, 'authorities' | 'offers'> {
  lookAtAuthority?: Refusal
  refuseSettings?: Refusal
}

/** Those that a scene has, in its memory: what is asked of them changes them as the agent would. */
export function scriptAuthorities(script: AuthorityScript, asked: string[]): Partial<AgentServices['authorities']> {
  const { authorities = [authority], lookAtAuthority, offers, refuseSettings } = script
  let all = [...authorities]
  const change = (what: string, directory: string, to: (old: Authority) => Authority) => {
    asked.push(what)
    if (refuseSettings !== undefined) throw refuseSettings
    all = all.map((each) => (each.directory === directory ? to(each) : each))
    return found(directory)
  }
  const found = (directory: string) => {
    const one = all.find((each) => each.directory === directory)
    if (!one) throw new Refusal('AUTHORITY_NOT_IN_ORDER', { directory })
    return one
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
      if (lookAtAuthority !== undefined) throw lookAtAuthority
      const known = all.find((each) => each.directory === directory)
      const made = { ...letsEncrypt, directory, label: new URL(directory).host, position: null, staging: null }
      return { ...authorityLook, authority: known ?? made, ...offers }
    },
    async setOrder(choices) {
      asked.push(`setOrder ${choices.map(({ label }) => label).join(', ')}`)
      if (refuseSettings !== undefined) throw refuseSettings
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
    updateContact: async (directory, contact) =>
      change(`updateContact ${contact.join(' ') || 'nobody'}`, directory, (old) => ({
        ...old,
        account: { ...old.account, contact: [...contact] },
      })),
    rollKey: async (directory) =>
      change(`rollKey ${directory}`, directory, (old) => ({ ...old, account: { ...old.account, keyChangePending: false } })),
    deactivate: async (directory) =>
      change(`deactivate ${directory}`, directory, (old) => ({ ...old, account: { ...old.account, status: 'deactivated' } })),
    openAccount: async (directory) =>
      change(`openAccount ${directory}`, directory, (old) => ({ ...old, account: { ...old.account, status: 'valid' } })),
    distrust: async (directory) => change(`distrust ${directory}`, directory, (old) => ({ ...old, roots: [] })),
    chooseAccount: async (directory, uses) => change(`chooseAccount ${uses}`, directory, (old) => ({ ...old, uses })),
  }
}
