import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { ProxyTest, ProxyUse, ProxyView } from '@mylzip/shared/operations/proxy.ts'
import { type Answer, asError } from './answer.ts'
import { findingLines, leftOutLines, marks } from './finding-lines.ts'
import { factLines } from './table.policy.ts'

const uses: Readonly<Record<ProxyUse, string>> = {
  system: 'as the system says (HTTPS_PROXY, NO_PROXY)',
  none: 'none',
  own: 'one of this program’s own',
}

export function proxyAnswer(proxy: ProxyView): Answer {
  const { byOrganisation, own, use, ways } = proxy
  return {
    json: { proxy },
    text: factLines([
      ['Proxy', uses[use]],
      ...(own ? ([['Address', own.address]] as const) : []),
      ...(own?.user ? ([['User', own.user]] as const) : []),
      ...(own?.user ? ([['Password', passwords[own.password]]] as const) : []),
      ...(own ? ([['Past it', ['this machine', ...own.past].join(', ')]] as const) : []),
      ...ways.map(({ url, proxy: by }) => [new URL(url).host, by === null ? 'directly' : `by ${by}`] as const),
      ...(byOrganisation ? ([['Set by', 'your organisation; it cannot be changed here']] as const) : []),
    ]),
  }
}

const passwords = {
  none: 'none',
  kept: 'kept sealed',
  unreadable: 'cannot be read here; give it again with “mylzip proxy set”',
}

/** What is wrong, whole; of what is well a line. */
export function proxyTestAnswer({ findings }: ProxyTest): Answer {
  const failed = findings.filter(({ status }) => status === 'failed').length
  const text = [
    ...findings.flatMap((finding) =>
      finding.status === 'ok' ? [`${marks.ok} ${finding.title}`] : finding.status === 'skipped' ? [] : findingLines(finding),
    ),
    ...leftOutLines(findings.filter(({ status }) => status === 'skipped')),
  ]
  if (failed === 0) return { json: { findings }, text }
  return { json: { findings }, text, error: asError(new Refusal('OBSTACLES_FOUND', { count: failed })), exitCode: 1 }
}
