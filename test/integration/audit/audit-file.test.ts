import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyAuditFile } from '#main/audit/verify-file.ts'
import { auditFileAnswer } from '#main/cli/commands/audit.ts'
import { type AgentFoundations, openFoundations } from '../../support/agent-foundations.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('the audit log as a file for somebody else', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let agent: AgentFoundations
  let lines: string[]

  beforeEach(async () => {
    folder = await temporaryFolder()
    agent = await openFoundations(folder.path)
    for (const version of ['1', '2', '3', '4'])
      await agent.audit.recordAlone({ actor: 'agent', action: 'agent-started', subject: 'browser', detail: { version } })
    let text = ''
    for await (const piece of agent.audit.export()) text += piece.text
    lines = text.trimEnd().split('\n')
  })
  afterEach(async () => {
    await agent.close()
    await folder.remove()
  })

  const check = (changed: readonly string[]) => verifyAuditFile(`${changed.join('\n')}\n`, 'log.jsonl')
  const at = (part: string) => lines.findIndex((line) => line.includes(part))
  const findings = async (changed: readonly string[]) => {
    const { findings: found, sealed } = await check(changed)
    return [sealed, ...found.map(({ kind, seq }) => `${kind} ${seq}`)]
  }
  const refusal = async (changed: readonly string[]) => {
    const error = await check(changed).catch((caught: unknown) => caught)
    return isRefusal(error) ? `${error.code} ${error.data.line}` : error
  }

  test('is whole as it was written, and says with which key', async () => {
    const report = await check(lines)
    expect(report).toMatchObject({ entries: 4, intact: true, sealed: true, findings: [] })
    expect(report.key).toMatch(/^[\w-]{43}$/)
    expect(auditFileAnswer(report, { file: 'log.jsonl', key: report.key })).not.toHaveProperty('error')
    expect(() => auditFileAnswer(report, { file: 'log.jsonl', key: 'another' })).toThrow()
  })

  test('an entry that was changed, taken out or moved is named, and so is a file that was cut', async () => {
    const second = at('"seq":2,"at":')
    expect(await findings(lines.with(second, lines[second]?.replace('\\"2\\"', '\\"9\\"') ?? ''))).toEqual([false, 'changed 2'])
    expect(await findings(lines.toSpliced(second, 1))).toEqual([false, 'removed 2'])
    expect(await findings(lines.toSpliced(at('"seq":4,"at":'), 1))).toEqual([false, 'cut 4'])
    const fourth = lines.filter((line) => !line.includes('"seq":4,'))
    expect(await findings(fourth)).toEqual([false])
    const answer = auditFileAnswer(await check(fourth), { file: 'log.jsonl', key: undefined })
    expect(answer.error?.code).toBe('AUDIT_FILE_NOT_INTACT')
  })

  test('what is no such file, or not all of one, is refused with the line', async () => {
    expect(await refusal(['{"nothing":true}', lines.at(-1) ?? ''])).toBe('AUDIT_FILE_UNREADABLE 1')
    expect(await refusal(lines.slice(0, -1))).toBe(`AUDIT_FILE_UNREADABLE ${lines.length - 1}`)
    expect(await refusal([])).toBe('AUDIT_FILE_UNREADABLE 1')
    expect(await refusal(lines.with(2, 'torn'))).toBe('AUDIT_FILE_UNREADABLE 3')
  })
})
