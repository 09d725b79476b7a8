import { z } from 'zod'
import { oneLine } from '../../system/one-line.policy.ts'

/** A problem document (RFC 7807, RFC 8555 §6.7), as far as it makes sense. */
export interface Problem {
  /** Without `urn:ietf:params:acme:error:`; empty when it is another vocabulary's or missing. */
  type: string
  /** One line, at most 400 characters. */
  detail: string
  /** A page that tells more (RFC 7807 §3.1, RFC 8555 §7.3.3). */
  page: string | undefined
  /** The identifier a subproblem is about: one line, as the detail. */
  identifier: string | undefined
  subproblems: Problem[]
}

const prefix = 'urn:ietf:params:acme:error:'
const text = z.string().catch('')
const One = z.object({
  type: text,
  detail: text,
  title: text,
  instance: text,
  identifier: z.object({ value: z.string() }).optional().catch(undefined),
})
const Whole = One.extend({ subproblems: z.array(z.unknown()).catch([]) })

/** Reads what claims to be a problem document. Undefined when it is no object at all; never throws. */
export function readProblem(data: unknown): Problem | undefined {
  const whole = Whole.safeParse(data)
  if (!whole.success) return undefined
  // RFC 8555 §6.7.1 knows one level only; a deeper one is ignored rather than followed.
  const subproblems = whole.data.subproblems.flatMap((each) => {
    const one = One.safeParse(each)
    return one.success ? [asProblem(one.data, [])] : []
  })
  return asProblem(whole.data, subproblems)
}

function asProblem(one: z.infer<typeof One>, subproblems: Problem[]): Problem {
  const type = one.type.startsWith(prefix) ? oneLine(one.type.slice(prefix.length)) : ''
  const identifier = one.identifier && oneLine(one.identifier.value)
  return { type, detail: oneLine(one.detail || one.title), page: webPage(one.instance), identifier, subproblems }
}

function webPage(text: string): string | undefined {
  return /^https:\/\/\S{1,300}$/.test(text) ? oneLine(text) : undefined
}
