import { Looks, NoticeChoice } from '@mylzip/shared/operations/desktop.ts'
import { z } from 'zod'

/** What the person has chosen of this program, in this session of Windows and the next ones. */
export const Choices = z.object({
  notices: NoticeChoice,
  looks: Looks,
  /** Undefined until it was settled once: by the first start that somebody saw, or by the person. */
  startsAtLogin: z.boolean().optional(),
})
export type Choices = z.infer<typeof Choices>

export const usualChoices: Choices = { notices: { renewals: false, updates: false }, looks: { theme: 'system', language: null } }
