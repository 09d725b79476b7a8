/** Why a device is missed: nothing was heard of it, or a certificate of it should have been renewed and was not. */
export const alertMatters = ['silent', 'not-renewed'] as const
export type AlertMatter = (typeof alertMatters)[number]
