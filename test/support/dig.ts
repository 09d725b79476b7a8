import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

/** Whether Debian's bind9-dnsutils is there: dig reads our bytes with BIND's code, not with ours. */
export const digMissing = spawnSync('dig', ['-v']).error !== undefined

export interface DigAnswer {
  status: string
  flags: string[]
  question: string | undefined
  answers: string[]
  authority: string[]
  /** What dig itself remarks, e.g. a malformed packet. */
  warnings: string[]
  text: string
}

/** `dig @127.0.0.1 -p port …args`, read as it prints. */
export async function dig(port: number, ...args: string[]): Promise<DigAnswer> {
  const child = spawn('dig', ['@127.0.0.1', '-p', String(port), '+tries=1', '+time=3', '+norecurse', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk))
  await once(child, 'close')
  const section = (title: string) =>
    new RegExp(`;; ${title} SECTION:\n((?:.+\n)*)`)
      .exec(text)?.[1]
      ?.trim()
      .split('\n')
      .map((line) => line.replace(/\s+/g, ' ')) ?? []
  return {
    status: /status: (\w+)/.exec(text)?.[1] ?? 'NONE',
    flags: /flags: ([\w ]*);/.exec(text)?.[1]?.split(' ') ?? [],
    question: section('QUESTION')[0],
    answers: section('ANSWER'),
    authority: section('AUTHORITY'),
    warnings: text.split('\n').filter((line) => /WARNING|Warning|malformed|parser|unexpected|Truncated/.test(line)),
    text,
  }
}
