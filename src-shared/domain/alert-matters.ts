/** Why a device needs looking after: nothing was heard of it, a certificate of it should have been renewed and was not, or it is there twice. */
export const alertMatters = ['silent', 'not-renewed', 'cloned'] as const
export type AlertMatter = (typeof alertMatters)[number]
