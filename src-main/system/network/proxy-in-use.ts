import type { ProxyEnvironment } from './proxy.policy.ts'

/** Which proxy connections go through: the one that this program’s environment names, none, or this one. */
export type ProxyChoice = { use: 'system' } | { use: 'none' } | OwnProxyChoice

export interface OwnProxyChoice {
  use: 'own'
  /** `http://proxy.example:3128`, without user name and password. */
  address: string
  user: string | undefined
  password: string | undefined
  /** Hosts that it is not asked for. */
  past: readonly string[]
}

/** The one that is used now. Whoever opens a connection asks anew, so that another choice holds at once. */
export interface ProxyInUse {
  now(): ProxyChoice
  /** The choice as programs are told of a proxy, secrets and all. */
  environment(): ProxyEnvironment
  use(choice: ProxyChoice): void
}

/** `started`: what this program was started with. */
export function createProxyInUse(started: ProxyEnvironment, first: ProxyChoice = { use: 'system' }): ProxyInUse {
  let choice = first
  return {
    now: () => choice,
    environment: () => proxyEnvironmentOf(choice, started),
    use(other) {
      choice = other
    },
  }
}

/** As HTTPS_PROXY and its like would say it. */
export function proxyEnvironmentOf(choice: ProxyChoice, started: ProxyEnvironment): ProxyEnvironment {
  switch (choice.use) {
    case 'system':
      return started
    case 'none':
      return {}
    case 'own': {
      const { address, user, password, past } = choice
      const url = new URL(address)
      url.username = encodeURIComponent(user ?? '')
      url.password = encodeURIComponent(user === undefined ? '' : (password ?? ''))
      return { all_proxy: url.href, no_proxy: past.join(',') }
    }
  }
}
