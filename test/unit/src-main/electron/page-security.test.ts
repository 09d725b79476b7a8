import { describe, expect, test, vi } from 'vitest'
import { createAgentDouble, device } from '../../../support/agent-services.ts'
import { resetAfterEach, startDesktop } from '../../../support/desktop.ts'
import { smallDashboard } from '../../../support/doors.ts'
import { app, BrowserWindow, FakeEvent, Menu, session, shell, WebContentsDouble } from '../../../support/electron-double.ts'

resetAfterEach()

const page = () => {
  const contents = BrowserWindow.all[0]?.webContents
  if (!contents) throw new Error('there is no window')
  return contents
}

test('the page runs sandboxed, apart from the preload script, without Node', async () => {
  await startDesktop()
  expect(BrowserWindow.all[0]?.options.webPreferences).toMatchObject({
    preload: '/program/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    devTools: false,
  })
})

test('no menu key reloads the page or opens its inspector', async () => {
  await startDesktop()
  const roles = Menu.application?.items.flatMap(({ role, submenu }) => [role, ...(submenu ?? []).map((item) => item.role)])
  expect(roles).toContain('zoomIn')
  expect(roles?.filter((role) => role?.match(/reload|devtools/i))).toEqual([])
})

/** What Electron is told when a page of this address asks, when it is looked up, and for a device. */
function answersTo(permission: string, url: string) {
  const { requestHandler, checkHandler, deviceHandler } = session.defaultSession
  const answers: boolean[] = []
  requestHandler?.({}, permission, (granted) => answers.push(granted), { requestingUrl: url })
  return [...answers, checkHandler?.({}, permission, new URL('/', url).href), deviceHandler?.()]
}

test.each(['media', 'notifications', 'geolocation', 'clipboard-read', 'openExternal', 'fullscreen', 'hid'])(
  'asking for %s is denied',
  async (permission) => {
    await startDesktop()
    expect(answersTo(permission, 'app://dashboard/index.html')).toEqual([false, false, false])
  },
)

test('what a button copies goes to the clipboard, from our own pages alone', async () => {
  await startDesktop()
  expect(answersTo('clipboard-sanitized-write', 'app://dashboard/index.html')).toEqual([true, true, false])
  expect(answersTo('clipboard-sanitized-write', 'https://evil.example/')).toEqual([false, false, false])
})

describe.each(['will-navigate', 'will-frame-navigate', 'will-redirect'] as const)('%s', (event) => {
  test.each([
    'https://evil.example/',
    'http://127.0.0.1:3000/',
    'file:///etc/passwd',
    'data:text/html,x',
    'app://other/index.html',
    'app://dashboard@evil.example/',
    'javascript:alert(1)',
    'https://myl.zip/',
  ])('to %s is blocked', async (url) => {
    await startDesktop()
    expect(page().tries(event, url)).toBe(false)
  })

  test('within the dashboard goes on', async () => {
    await startDesktop()
    expect(page().tries(event, 'app://dashboard/index.html#/activity')).toBe(true)
  })
})

test('any other page that should come to be is held to the same', async () => {
  await startDesktop({ args: ['--hidden'] })
  const contents = new WebContentsDouble()
  app.emit('web-contents-created', new FakeEvent(), contents)
  expect(contents.tries('will-navigate', 'https://evil.example/')).toBe(false)
  expect(contents.tries('will-attach-webview', 'app://dashboard/')).toBe(false)
})

describe('a link that wants a new window', () => {
  const follow = (url: string) => page().windowOpenHandler?.({ url })

  test.each(['https://ssl.myl.zip/docs', 'https://letsencrypt.org/docs/rate-limits/', device.devicePage?.url ?? '', device.cloud])(
    'opens %s in the person’s browser, never here',
    async (url) => {
      const { agent } = await startDesktop()
      agent.announce({ type: 'device', device })
      await new Promise((resolve) => setImmediate(resolve))
      expect(follow(url)).toEqual({ action: 'deny' })
      expect(shell.opened).toEqual([url])
    },
  )

  test.each([
    'file:///C:/Windows/System32/calc.exe',
    'ms-msdt:/id',
    'javascript:alert(1)',
    'http://myl.zip/',
    'https://myl.zip.evil.example/',
    'https://evilmyl.zip/',
    'https://user:secret@myl.zip/',
    'https://myl.zip:8443/',
    'https://evil.example/',
    'smb://server/share',
    'not a link',
  ])('does not open %s at all', async (url) => {
    await startDesktop()
    expect(follow(url)).toEqual({ action: 'deny' })
    expect(shell.opened).toEqual([])
  })
})

describe('before the device is let in', () => {
  const approval = 'https://cloud.customer.example/approve?user_code=ABCD-EFGH'
  const waiting = {
    userCode: 'ABCD-EFGH',
    verificationUri: 'https://cloud.customer.example/approve',
    verificationUriComplete: approval,
    expiresAt: '2026-11-21T08:10:00.000Z',
  }
  const whileWaiting = (now: typeof waiting | null) =>
    createAgentDouble({ device: { enrolment: async () => ({ state: now ? 'waiting' : 'none', waiting: now, ended: null }) } })

  test('the page where that is done opens in the person’s browser, whose ever cloud it is', async () => {
    await startDesktop({ agent: whileWaiting(waiting) })
    page().windowOpenHandler?.({ url: approval })
    await vi.waitFor(() => expect(shell.opened).toEqual([approval]))
  })

  test.each([
    ['that of another cloud', approval.replace('customer', 'evil'), waiting],
    ['a program at the same place', approval.replace('https:', 'ms-msdt:'), waiting],
    ['the same when nothing waits', approval, null],
  ])('%s stays unopened, which is logged without what may be a secret', async (_, url, now) => {
    const { log } = await startDesktop({ agent: whileWaiting(now) })
    page().windowOpenHandler?.({ url })
    await vi.waitFor(() => expect(log.lines.some(({ message }) => message === 'A link was not opened')).toBe(true))
    expect(JSON.stringify(log.lines)).not.toContain('ABCD-EFGH')
    expect(shell.opened).toEqual([])
  })

  test('and no other page has one opened', async () => {
    await startDesktop({ agent: whileWaiting(waiting) })
    const contents = new WebContentsDouble()
    app.emit('web-contents-created', new FakeEvent(), contents)
    contents.url = 'https://evil.example/'
    contents.windowOpenHandler?.({ url: approval })
    await new Promise((resolve) => setImmediate(resolve))
    expect(shell.opened).toEqual([])
  })
})

describe('app://', () => {
  async function ask(url: string, method = 'GET') {
    const files = await smallDashboard()
    try {
      await startDesktop({ rendererFolder: files.staticFolder })
      const answer = await session.defaultSession.handlers.get('app')?.({ url, method })
      if (!answer) throw new Error('nobody serves app://')
      return {
        status: answer.status,
        policy: answer.headers.get('content-security-policy'),
        type: answer.headers.get('content-type'),
        text: await answer.text(),
      }
    } finally {
      await files.remove()
    }
  }

  test('serves the built dashboard under the strict policy', async () => {
    const answer = await ask('app://dashboard/index.html')
    expect(answer).toMatchObject({ status: 200, type: 'text/html; charset=utf-8', text: expect.stringContaining('dashboard') })
    expect(answer.policy).toContain("default-src 'none'")
    expect(answer.policy).not.toContain('unsafe')
  })

  test.each([
    'app://dashboard/../secret.json',
    'app://dashboard/%2e%2e/secret.json',
    'app://dashboard/..%5csecret.json',
    'app://other/index.html',
    'app://dashboard/.hidden.json',
  ])('does not serve %s', async (url) => {
    expect(await ask(url)).toMatchObject({ status: 404 })
  })

  test('answers nothing but GET', async () => {
    expect(await ask('app://dashboard/index.html', 'POST')).toMatchObject({ status: 404 })
  })
})
