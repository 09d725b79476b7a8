import type { RefusalCode } from './refusals.ts'

/** What keeps a device from writing anything down: nothing is renewed there until a person has seen to it. */
export const savesNothing = ['DISK_FULL', 'DATA_FOLDER_UNWRITABLE'] as const satisfies readonly RefusalCode[]
