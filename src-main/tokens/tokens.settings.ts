import { z } from 'zod'
import type { Setting } from '../system/settings.repository.ts'

/** Below the ports that systems give to outgoing connections, and nobody's by name. */
export const portSetting: Setting<number> = { key: 'local-api-port', schema: z.int().min(1_024).max(65_535), fallback: 18_460 }
