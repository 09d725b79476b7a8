import type { ScriptData } from './powershell.port.ts'

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
const path = (text: string) => `([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${base64(text)}')))`

/**
 * The one line that is ever given to PowerShell: constant but for base64, in which no quote or sign of PowerShell can stand. It
 * catches what keeps the entry script itself from running (a policy, a file that is gone); all else is the entry's answer.
 */
export function commandFor({ entry, script, data }: { entry: string; script: string; data: ScriptData }): string {
  const marked = base64(JSON.stringify(markStrings(data)))
  return `try { & ${path(entry)} ${path(script)} '${marked}' } catch { [Console]::Out.WriteLine('mylzip-stopped: ' + $_.Exception.GetType().Name) }`
}

/**
 * PowerShell 7 takes texts in JSON that look like a date for one, and gives them back otherwise written. So each text goes with a
 * sign before it, which the entry script takes away.
 */
function markStrings(data: ScriptData): ScriptData {
  if (typeof data === 'string') return `=${data}`
  if (data === null || typeof data !== 'object') return data
  if (isList(data)) return data.map(markStrings)
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, markStrings(value)]))
}

// Array.isArray does not tell a readonly list.
const isList = (data: object): data is readonly ScriptData[] => Array.isArray(data)

/** What came back: an answer, what the script threw, or the name of the .NET exception that kept it from being run. */
export type Outcome = { answer: unknown } | { thrown: Thrown } | { stopped: string } | undefined

export interface Thrown {
  /** The innermost exception of .NET. */
  type: string
  message: string
  hresult: number
  line: number
}

/** Undefined when there is no answer in what was printed. What a script prints beside its answer is nobody's. */
export function outcomeIn(printed: string): Outcome {
  const stopped = /^mylzip-stopped: (\w+)/m.exec(printed)
  if (stopped) return { stopped: stopped[1] ?? '' }
  const answered = [...printed.matchAll(/^mylzip-answer: ([A-Za-z0-9+/=]+)\s*$/gm)].at(-1)?.[1]
  if (answered === undefined) return undefined
  try {
    return JSON.parse(Buffer.from(answered, 'base64').toString('utf8')) as Outcome
  } catch {
    return undefined
  }
}
