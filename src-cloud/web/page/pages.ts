import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { csrfTokenFits, csrfTokenOf } from '../../modules/people/csrf.policy.ts'
import { sessionCookie } from '../../modules/people/session-cookie.policy.ts'
import type { SessionsService } from '../../modules/people/sessions.service.ts'
import { isLostConnection } from '../../plugins/database/is-lost-connection.policy.ts'
import type { Log } from '../../plugins/log.port.ts'
import type { Random } from '../../plugins/random.port.ts'
import { nothingSaid, refusalOf, type Said } from './form.ts'
import { type Page, renderPage } from './layout.ts'
import { statusOf } from './statuses.policy.ts'
import { pagePolicy } from './style.policy.ts'
import type { Visit } from './visit.ts'
import { visitorCookie } from './visitor-cookie.policy.ts'

/** What a form leads to: another page, or one that is shown at once, such as codes that are seen only now. */
export type Outcome = { goTo: string } | Page

type Answer<It> = It | Promise<It>

interface FormPage<Form extends z.ZodType> {
  path: string
  form: Form
  /** Shown first, and again with what was refused. */
  show(visit: Visit, said: Said): Answer<Page>
  submit(visit: Visit, input: z.output<Form>): Answer<Outcome>
}

/** How modules put pages on the web. All have the same frame, policy and protection. */
export interface Pages {
  show(path: string, show: (visit: Visit) => Answer<Outcome>): void
  /** A page with a form that sends to its own address. */
  form<Form extends z.ZodType>(page: FormPage<Form>): void
  /** A button elsewhere that does something. What is refused is said on a page of its own. */
  action<Form extends z.ZodType>(action: Pick<FormPage<Form>, 'path' | 'form' | 'submit'>): void
  /** A file to keep. */
  download(path: string, file: (visit: Visit) => Promise<{ name: string; type: string; text: string }>): void
  /** The cookie of a session that has begun; undefined takes it away. */
  setSession(visit: Visit, session: { secret: string; expiresAt: number } | undefined): void
}

interface PagesNeeds {
  sessions: SessionsService
  publicUrl: string
  random: Random
  log: Log
}

const bodyLimit = 16 * 1024

/** Server-rendered pages beside the API, for people: everything works without a script. */
export function servePages(app: FastifyInstance, needs: PagesNeeds, parts: readonly ((pages: Pages) => void)[]): void {
  app.register(async (scope) => {
    const parser = { parseAs: 'string', bodyLimit } as const
    scope.addContentTypeParser<string>('application/x-www-form-urlencoded', parser, async (_: FastifyRequest, body: string) =>
      Object.fromEntries(new URLSearchParams(body)),
    )
    scope.addHook('onRequest', async (_request, reply) => {
      reply.header('content-security-policy', pagePolicy).header('referrer-policy', 'same-origin').header('x-frame-options', 'DENY')
    })
    const pages = createPages(scope, needs)
    for (const part of parts) part(pages)
  })
}

function createPages(scope: FastifyInstance, { sessions, publicUrl, random, log }: PagesNeeds): Pages {
  const { name: sessionName, secure } = sessionCookie(publicUrl)
  const visitorName = visitorCookie(secure)
  const cookie = { path: '/', httpOnly: true, secure, sameSite: 'lax' } as const

  async function visitOf(request: FastifyRequest, reply: FastifyReply): Promise<Visit & { secret: string }> {
    const sessionSecret = request.cookies[sessionName]
    const person = sessionSecret === undefined ? undefined : await sessions.find(sessionSecret)
    let secret = person ? sessionSecret : request.cookies[visitorName]
    if (secret === undefined || secret === '') {
      secret = Buffer.from(random.bytes(32)).toString('base64url')
      reply.setCookie(visitorName, secret, cookie)
    }
    return { request, reply, person, secret, csrf: csrfTokenOf(secret), address: request.ip }
  }

  function send({ reply, person, csrf }: Visit, outcome: Outcome) {
    if ('goTo' in outcome) return reply.redirect(outcome.goTo, 303)
    return reply
      .status(outcome.status ?? 200)
      .type('text/html; charset=utf-8')
      .send(renderPage(outcome, { csrf: person && csrf }))
  }

  /** What only a page of ours can have sent. */
  async function sentFrom(request: FastifyRequest, reply: FastifyReply) {
    const visit = await visitOf(request, reply)
    const body = (request.body ?? {}) as Record<string, string>
    if (!csrfTokenFits(visit.secret, body.csrf)) throw new Refusal('CSRF_TOKEN_INVALID')
    return { visit, body }
  }

  function refused(reply: FastifyReply, refusal: Refusal) {
    const { retryAfterSeconds } = refusal.data
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds)
    return statusOf(refusal.code)
  }

  scope.setErrorHandler<FastifyError | Refusal>(async (error, request, reply) => {
    const refusal = asRefusal(error, random)
    if (refusal.code === 'DEFECT') log.error('a page failed', { ...refusal.data, route: request.routeOptions.url, reason: error.stack })
    if (refusal.code === 'SERVICE_INTERRUPTED')
      log.warn('a page was interrupted', { route: request.routeOptions.url, reason: error.message })
    const visit = await visitOf(request, reply).catch(() => undefined)
    if (refusal.code === 'SIGN_IN_NEEDED') {
      const back = request.method === 'GET' ? `?next=${encodeURIComponent(request.url)}` : ''
      return reply.redirect(`/sign-in${back}`, 303)
    }
    const status = refused(reply, refusal)
    const body = `<h1>That did not work</h1>${refusalOf({ ...nothingSaid, refusal })}`
    const page = { title: 'That did not work', body, status }
    if (visit) return send(visit, page)
    return reply
      .status(status)
      .type('text/html; charset=utf-8')
      .send(renderPage(page, { csrf: undefined }))
  })

  function submitted<Form extends z.ZodType>({ path, form, submit, show }: Omit<FormPage<Form>, 'show'> & Partial<FormPage<Form>>) {
    scope.post(path, async (request, reply) => {
      const { visit, body } = await sentFrom(request, reply)
      const values = Object.fromEntries(Object.entries(body).filter(([name]) => !/password|csrf|code/.test(name)))
      const parsed = form.safeParse(body)
      if (!parsed.success) {
        const faults = Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0] ?? ''), message]).reverse())
        if (show === undefined) throw new Refusal('INPUT_INVALID', { reason: Object.keys(faults).join(', ') })
        return send(visit, { status: 400, ...marked(await show(visit, { values, faults })) })
      }
      try {
        return send(visit, await submit(visit, parsed.data))
      } catch (error) {
        if (show === undefined || !isRefusal(error) || error.code === 'SIGN_IN_NEEDED') throw error
        return send(visit, { status: refused(reply, error), ...marked(await show(visit, { values, faults: {}, refusal: error })) })
      }
    })
  }

  const show: Pages['show'] = (path, show) => {
    scope.get(path, async (request, reply) => {
      const visit = await visitOf(request, reply)
      return send(visit, await show(visit))
    })
  }

  return {
    show,
    form(page) {
      show(page.path, (visit) => page.show(visit, nothingSaid))
      submitted(page)
    },
    action: (action) => submitted(action),
    download(path, file) {
      scope.get(path, async (request, reply) => {
        const { name, type, text } = await file(await visitOf(request, reply))
        return reply.header('content-disposition', `attachment; filename="${name}"`).type(type).send(text)
      })
    },
    setSession({ reply }, session) {
      if (session) reply.setCookie(sessionName, session.secret, { ...cookie, expires: new Date(session.expiresAt) })
      else reply.clearCookie(sessionName, cookie)
      reply.clearCookie(visitorName, cookie)
    },
  }
}

/** A screen reader says the title first: whether it worked must stand there. */
function marked(page: Page): Page {
  return { ...page, title: `Not yet: ${page.title}` }
}

function asRefusal(error: FastifyError | Refusal, random: Random): Refusal {
  if (isRefusal(error)) return error
  if (isLostConnection(error)) return new Refusal('SERVICE_INTERRUPTED')
  if (error.statusCode !== undefined && error.statusCode < 500) return new Refusal('INPUT_INVALID', { reason: error.message })
  return new Refusal('DEFECT', { reference: random.uuid() })
}
