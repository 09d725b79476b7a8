import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { proxyScenes } from './scenes/proxy.ts'
import { scenes } from './scenes.ts'

const at = '#/settings'

/** Chromium itself says so of each answer that is a refusal. */
const refusedOnce = (complaints: string[]) => expect(complaints.splice(0)).toEqual([expect.stringContaining('status of 4')])

describe.skipIf(missingBrowser)(`the proxy in the settings${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()

  test('one is named, tried and used; its password is not shown again, and the way back is one choice', async () => {
    const { page, agent } = await dashboards.open(scenes.protected, { at })
    const group = page.getByRole('region', { name: 'Proxy' })
    await group.getByText('Connections go out directly.').waitFor()
    await group.getByRole('combobox', { name: 'The way out' }).selectOption({ label: 'Through this proxy' })
    await group.getByLabel('Address of the proxy').fill('http://proxy.example:3128')
    await group.getByLabel('Hosts that go past it').fill('.intranet.example 10.0.0.0/8')
    await group.getByText('“10.0.0.0/8” is no name or address of a host.').waitFor()
    await group.getByLabel('Hosts that go past it').fill('.intranet.example')
    await group.getByLabel('User name').fill('device')
    await group.getByLabel('Password').fill('secret')
    await group.getByRole('button', { name: 'Try it' }).click()
    await group.getByText('Nothing stands in the way.', { exact: true }).waitFor()
    await group.getByRole('button', { name: 'Use this proxy' }).click()
    await group.getByText('Connections go through proxy.example:3128.').waitFor()
    await group.getByText('One is kept. Leave this empty to keep it.').waitFor()
    expect(await group.getByLabel('Password').inputValue()).toBe('')
    expect(await axeFindings(page)).toEqual([])
    await group.getByRole('combobox', { name: 'The way out' }).selectOption({ label: 'Without a proxy' })
    await group.getByText('Connections go out directly.').waitFor()
    expect(agent.asked).toEqual([
      'proxy test http://proxy.example:3128 device ****** .intranet.example',
      'proxy set http://proxy.example:3128 device ****** .intranet.example',
      'proxy set none',
    ])
  })

  test('what stands in the way is said with its code, nothing is used, and who knows better uses it all the same', async () => {
    const { page, agent, complaints } = await dashboards.open(proxyScenes['proxy-in-the-way'], { at })
    const group = page.getByRole('region', { name: 'Proxy' })
    await group.getByRole('combobox', { name: 'The way out' }).selectOption({ label: 'Through this proxy' })
    await group.getByLabel('Address of the proxy').fill('proxy.intranet.example:3128')
    await group.getByRole('button', { name: 'Try it' }).click()
    const found = group.getByRole('list', { name: 'What was found' })
    await found.getByText('wants a user name and a password').waitFor()
    expect(await found.getByText('PROXY_SIGN_IN').count()).toBe(1)
    await found.getByText('The MyL.Zip cloud can be reached').waitFor()
    await group.getByRole('button', { name: 'Use this proxy' }).click()
    await group.getByText('This proxy is not used: something stands in its way.').waitFor()
    await group.getByText('Connections go out directly.').waitFor()
    refusedOnce(complaints)
    expect(await axeFindings(page)).toEqual([])
    await group.getByRole('button', { name: 'Use it all the same' }).click()
    await group.getByText('Connections go through proxy.intranet.example:3128.').waitFor()
    expect(agent.asked.at(-1)).toBe('proxy set proxy.intranet.example:3128 untried')
  })

  test('what the organisation has set is shown as set by it, and cannot be changed', async () => {
    const { page } = await dashboards.open(proxyScenes['proxy-set-by-organisation'], { at })
    const group = page.getByRole('region', { name: 'Proxy' })
    await group.getByText('Set by your organisation. It cannot be changed here.').waitFor()
    expect(await group.getByRole('combobox', { name: 'The way out' }).isDisabled()).toBe(true)
    await group.getByText('Through proxy.intranet.example:3128').first().waitFor()
    expect(await group.getByLabel('Address of the proxy').count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
  })

  test('who may not administer reads who can, and nothing is changed', async () => {
    const { page, agent, complaints } = await dashboards.open(scenes.protected, { at, access: 'operate' })
    const group = page.getByRole('region', { name: 'Proxy' })
    await group.getByRole('combobox', { name: 'The way out' }).selectOption({ label: 'Without a proxy' })
    await group.getByText('This was not changed.').waitFor()
    expect(await group.getByRole('combobox', { name: 'The way out' }).inputValue()).toBe('system')
    refusedOnce(complaints)
    expect(agent.asked).toEqual([])
  })

  test('all of it fits a window that is enlarged fourfold', async () => {
    const { page } = await dashboards.open(proxyScenes['proxy-named'], { at })
    await page.getByRole('region', { name: 'Proxy' }).getByLabel('Address of the proxy').waitFor()
    await page.setViewportSize({ width: 320, height: 256 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  })
})
