import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAgentDouble } from '../../support/agent-services.ts'
import { launchBrowser, missingBrowser } from '../../support/browser.ts'
import { loopbackFor, postSession, routerOf } from '../../support/doors.ts'

/** What a hostile page would try with a token it has come by: to read, to write, to embed, to run what is here. */
const attack = (door: string, token: string) => `
  const swallow = () => undefined
  const body = JSON.stringify({ token: '${token}' })
  await Promise.all([
    fetch('${door}').then((answer) => answer.text()).catch(swallow),
    fetch('${door}', { mode: 'no-cors' }).catch(swallow),
    fetch('${door}session', { method: 'POST', mode: 'no-cors', body }).catch(swallow),
    fetch('${door}session', { method: 'POST', headers: { 'content-type': 'application/json' }, body }).catch(swallow),
    fetch('${door}rpc/state/get', { method: 'POST', headers: { authorization: 'Bearer x' } }).catch(swallow),
    ...['script', 'img', 'iframe', 'embed'].map((kind) => new Promise((settle) => {
      const element = document.createElement(kind)
      element.onload = element.onerror = settle
      element.src = '${door}' + (kind === 'script' ? 'assets/index-abc123.js' : 'index.html')
      document.body.append(element)
      setTimeout(settle, 2000)
    })),
  ])`

describe.skipIf(missingBrowser !== undefined)(`a hostile page in Chromium${missingBrowser ? ` (skipped: ${missingBrowser})` : ''}`, () => {
  let hostile: Server
  let origin: string

  beforeAll(async () => {
    hostile = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<!doctype html><body>')).listen(
      0,
      '127.0.0.1',
    )
    await new Promise((resolve) => hostile.once('listening', resolve))
    origin = `http://127.0.0.1:${(hostile.address() as AddressInfo).port}/`
  })
  afterAll(() => new Promise((resolve) => hostile.close(resolve)))

  test.each(['on another port of this machine', 'on another site'])('%s gets nothing but refusals, and spends no token', async (where) => {
    const agent = createAgentDouble()
    const { door, close } = await loopbackFor(routerOf(agent))
    const token = new URL(door.mintLink('administer')).hash.replace('#token=', '')
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage()
      // As they came from the network: most of these answers the browser itself keeps from the page.
      const network = await page.context().newCDPSession(page)
      const asked = new Map<string, string>()
      const answers: { requestId: string; status: number }[] = []
      network.on('Network.requestWillBeSent', ({ requestId, request }) => asked.set(requestId, request.url))
      network.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => answers.push({ requestId, status: statusCode }))
      // localhost is another site than 127.0.0.1, as any site of the internet would be.
      await page.goto(where.includes('port') ? origin : origin.replace('127.0.0.1', 'localhost'))
      await network.send('Network.enable')
      await page.evaluate(`(async () => {${attack(door.url, token)}})()`)
      // The browser tells of them in its own time, and of an answer at times before its question.
      const ours = () => answers.filter(({ requestId }) => asked.get(requestId)?.startsWith(door.url))
      await expect.poll(() => ours().length).toBeGreaterThanOrEqual(5)
      expect(ours().filter(({ status }) => status !== 403)).toEqual([])
      expect(agent.calls).toEqual([])
      expect((await postSession(door, token)).status).toBe(200)
    } finally {
      await browser.close()
      await close()
    }
  })
})
