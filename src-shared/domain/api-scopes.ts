/** What an API token may be for. A call names the one it needs; a call that names none is for people only. */
export const apiScopes = ['devices:read', 'devices:command', 'team:read', 'team:manage'] as const
export type ApiScope = (typeof apiScopes)[number]
