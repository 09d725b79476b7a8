/**
 * The line of a process's last words that says why it ended. Node ends a crash with a stack and its own version,
 * V8 with native frames: what is wrong stands before. Answers '' for no words at all.
 */
export function crashReason(text: string): string {
  const lines = text.split('\n')
  const line = lines.findLast((line) => says.test(line)) ?? lines.findLast((line) => line.trim() !== '') ?? ''
  return line.trim().replace(/\.$/, '').slice(0, 300)
}

/** “TypeError [ERR_X]: …”, “error: …” as PostgreSQL's client calls its errors, and V8's “FATAL ERROR: …”. */
const says = /^(?:Uncaught )?(?:\w*(?:Error|Exception)|error|FATAL ERROR)(?: \[\w+\])?: ./
