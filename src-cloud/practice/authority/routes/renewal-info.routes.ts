import { type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Records } from '../database/records.ts'
import type { AcmeServer } from '../http/acme-server.ts'
import { notFound, Problem } from '../problem.ts'
import { suggestWindow } from '../renewal-info/window.policy.ts'
import { paths } from '../urls.ts'

/** RFC 9773 §4. `retryAfterSeconds` is when clients shall ask again. */
export function renewalInfoRoutes(server: AcmeServer, { certificates }: Records, retryAfterSeconds: number, now: () => Instant): void {
  server.open(`${paths.renewalInfo}/:id`, ({ id }) => {
    if (!/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/.test(id)) throw new Problem('malformed', 'a certID is two base64url parts with a dot between')
    const issued = certificates.byAriId(id)
    if (!issued) throw notFound('certificate')
    const window = suggestWindow(issued, now())
    return {
      headers: { 'retry-after': String(retryAfterSeconds) },
      body: {
        suggestedWindow: { start: toTimestamp(window.start), end: toTimestamp(window.end) },
        explanationURL: window.explanationUrl,
      },
    }
  })
}
