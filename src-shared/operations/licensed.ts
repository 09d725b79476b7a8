/** How this device refuses what its licence does not have. */
export const licensed = ['LICENCE_REQUIRED', 'LICENCE_EXPIRED', 'LICENCE_UNCONFIRMED', 'LICENCE_LIMIT_REACHED'] as const
