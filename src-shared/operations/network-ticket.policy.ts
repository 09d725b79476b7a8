import type { DoctorReport, Finding, Obstacle } from './doctor.ts'

/**
 * What to hand to whoever runs the network, as plain text: which ways are closed, from where to where, what is seen
 * there, and what to open. Undefined when no way is closed.
 */
export function networkTicket(report: DoctorReport): string | undefined {
  const wishes = wishesIn(report.findings)
  if (wishes.length === 0) return undefined
  const isStopped = wishes.some(({ finding }) => finding.status === 'failed')
  const from = report.addresses.join(', ') || 'a machine that has no address at the moment'
  return [
    isStopped
      ? `MyL.Zip SSL on ${from} cannot work as it should, because the network stands in the way.`
      : `MyL.Zip SSL on ${from} works, and something in the network is in its way.`,
    `Seen at ${report.endedAt} (UTC). Please allow:`,
    ...wishes.flatMap((wish, index) => ['', ...entry(index + 1, wish)]),
    ...consequences(report),
    '',
  ].join('\n')
}

interface Wish {
  obstacle: Obstacle
  /** The first that met it knows most of it. */
  finding: Finding
}

/** Each way once, though several checks met it, with the gravest of what they found. Nobody opens ways within this machine. */
function wishesIn(findings: readonly Finding[]): Wish[] {
  const wishes = new Map<string, Wish>()
  for (const finding of [...findings].sort((a, b) => Number(b.status === 'failed') - Number(a.status === 'failed'))) {
    for (const obstacle of finding.obstacles) {
      const { host, port, protocol } = obstacle
      if (isThisMachine(host)) continue
      const key = [protocol, host, port ?? ''].join(' ')
      if (!wishes.has(key)) wishes.set(key, { obstacle, finding })
    }
  }
  return [...wishes.values()]
}

function entry(number: number, { obstacle, finding }: Wish): string[] {
  const { from, host, port, protocol, what, allow } = obstacle
  return [
    `${number}. ${allow}`,
    `   From:     ${from}`,
    `   To:       ${host}${port === null ? '' : `, port ${port}`} (${protocol})`,
    `   Now:      ${what}`,
    `   Finding:  ${finding.sentence} [${finding.code ?? finding.status}]`,
    '   Evidence:',
    ...finding.evidence.map(({ label, value }) => `     - ${label}: ${value}`),
  ]
}

/** By what each certificate depends on, not by what failed so far: a way that is closed is met at the next renewal. */
function consequences({ findings }: DoctorReport): string[] {
  const names = new Set(
    findings.filter(({ obstacles }) => obstacles.some(({ host }) => !isThisMachine(host))).flatMap(({ holdsUp }) => holdsUp),
  )
  return names.size === 0 ? [] : ['', `These certificates depend on it for being issued and renewed: ${[...names].join(', ')}`]
}

/** RFC 6761 §6.3, RFC 1122 §3.2.1.3, RFC 4291 §2.5.3. */
function isThisMachine(host: string): boolean {
  return host === '::1' || /^(.+\.)?localhost$/i.test(host) || /^127(\.\d{1,3}){3}$/.test(host)
}
