import { z } from 'zod'

const Ready = z.object({
  ready: z.literal(true),
  cloudUrl: z.string(),
  directoryUrl: z.string(),
  caRootFile: z.string(),
  enrolmentTokenFile: z.string(),
  dnsPort: z.number(),
  zone: z.string(),
})
const Refused = z.object({ ready: z.literal(false), code: z.string(), sentence: z.string() })
const Message = z.discriminatedUnion('ready', [Ready, Refused])

/** What the practice stack says once about itself over IPC; undefined when it is nothing of that. */
export function readPracticeMessage(message: unknown): z.infer<typeof Message> | undefined {
  const read = Message.safeParse(message)
  return read.success ? read.data : undefined
}
