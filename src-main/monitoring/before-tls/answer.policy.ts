/** What is made of the bytes that came until now: TLS can begin, more is needed, or there will be none, and why. */
export type Answer = 'begin' | 'more' | { fault: string }

export const notIt = (what: string): Answer => ({ fault: `what answers there does not speak ${what}` })

/** What is wrong, in words for a refusal's `reason`. */
export function beforeTlsFault(message: string): Error {
  return Object.assign(new Error(message), { code: 'ERR_BEFORE_TLS' })
}
