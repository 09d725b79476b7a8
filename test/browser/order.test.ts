import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { shownText } from '../support/dashboard.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { sampleCertificate, sampleRun } from '../support/samples.ts'
import { newCertificateId, newRunId } from '../support/scripted-ordering.ts'
import { orderScenes } from './scenes/order.ts'

const at = '#/certificates/new'
const name = 'intranet.customer.example'
const namesField = (page: Page) => page.getByRole('textbox', { name: 'Names' })

describe.skipIf(missingBrowser)(`ordering a certificate${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()

  test('whoever knows no more than a name gets to the certificate by Enter alone, and sees it being made', async () => {
    const { page, agent } = await dashboards.open({ ...orderScenes.clear, delegation: ['missing', 'ready'] }, { at })
    const button = (title: string) => page.getByRole('button', { name: title })
    await namesField(page).fill(`https://${name}/login`)
    await page.getByRole('list', { name: 'How they are read' }).getByText(name).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await namesField(page).press('Enter')

    await page.getByText('Not there yet', { exact: true }).waitFor()
    expect(await page.getByRole('radio', { name: 'One record in your DNS' }).isChecked()).toBe(true)
    await button('Copy for whoever looks after the DNS').click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(`_acme-challenge.${name}. CNAME 0c9f4a7b`)
    expect(await axeFindings(page)).toEqual([])
    await button('Check again').click()
    await page.getByText('It is there').first().waitFor()
    await button('Next').press('Enter')

    await page.getByRole('heading', { name: 'Key and authority' }).waitFor()
    await page.getByLabel('Profile').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await button('Next').press('Enter')

    await page.getByText('Nothing stands in the way.').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
    await button('Order').click()
    await page.getByText('It is being ordered').waitFor()
    expect(agent.asked.slice(-2)).toEqual([`preflight ${name}`, `order ${name} by delegation`])

    const begun = sampleRun(3, { id: newRunId, certificateId: newCertificateId, reason: 'first' })
    agent.push({ type: 'run', run: begun })
    await page.getByText('Waiting for the certificate…').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
    agent.push({ type: 'certificate', certificate: sampleCertificate({ id: newCertificateId, kind: 'ordered', names: [name] }) })
    agent.push({ type: 'run', run: sampleRun(7, { id: newRunId, certificateId: newCertificateId, reason: 'first' }) })
    await page.getByText(`${name} has its certificate.`).waitFor()
    expect(await page.getByRole('link', { name: 'Set up a program' }).getAttribute('href')).toBe('#/targets')
    expect(await axeFindings(page)).toEqual([])
  })

  test('names are said to be wrong while they are typed, in words, and go no further', async () => {
    const { page } = await dashboards.open(orderScenes.clear, { at })
    const says = async (typed: string, words: string) => {
      await namesField(page).fill(typed)
      await page.getByText(words).waitFor()
    }
    await says('printer', '“printer” has one part only; a name for everybody has two at least')
    await says('www.*.example.com', 'has a star in the wrong place')
    await says('k7f3q9xz.acme.myl.test', 'has a certificate here already')
    await page.getByRole('link', { name: 'See it' }).waitFor()
    await says('mail.example.com, in_tranet.example.com', '“in_tranet.example.com” has characters that no name has.')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('heading', { name: 'Which names is it for?' }).waitFor()
  })

  test('what is in the way stops the order, says how to settle it, and nothing that was typed is lost on the way back', async () => {
    const { page, agent } = await dashboards.open(orderScenes.blocked, { at })
    await namesField(page).fill(name)
    for (const heading of ['How do you prove', 'Key and authority', 'Before anything']) {
      await page.getByRole('button', { name: 'Next' }).click()
      await page.getByRole('heading', { name: heading }).waitFor()
    }
    await page.getByText('As things are the order would fail.').first().waitFor()
    await page.getByText('Have whoever manages the DNS add').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Order' }).press('Enter')
    expect(agent.asked.filter((each) => each.startsWith('order'))).toEqual([])

    await page.getByRole('button', { name: 'Change the proof' }).click()
    await page.getByRole('heading', { name: 'How do you prove' }).waitFor()
    await page.getByRole('button', { name: 'Back' }).click()
    expect(await namesField(page).inputValue()).toBe(name)

    await page.getByRole('link', { name: 'Activity' }).click()
    await page.getByRole('alertdialog', { name: 'Leave without ordering?' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Stay' }).click()
    expect(await namesField(page).inputValue()).toBe(name)
    await page.goBack()
    await page.goForward()
    expect(await namesField(page).inputValue()).toBe(name)
    await page.getByRole('link', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Leave' }).click()
    await page.getByRole('heading', { name: 'Certificates' }).waitFor()
  })

  test('what the organisation has set is shown and not asked; who may not order is given the command for who may', async () => {
    const { page, complaints } = await dashboards.open(orderScenes['set-by-organisation'], { at, access: 'operate' })
    await namesField(page).fill('*.k7f3q9xz.acme.myl.test')
    await page.getByRole('button', { name: 'Next' }).click()
    expect(await page.getByRole('radio').count()).toBe(1)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('Set by your organisation').nth(3).waitFor()
    const shown = await shownText(page.getByRole('main'))
    for (const words of ['Let’s Encrypt', 'classic', 'ECDSA P-256']) expect(shown).toContain(words)
    expect(await page.getByRole('combobox').count()).toBe(0)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('Ordering needs an administrator.').waitFor()
    await page.getByText('mylzip order "*.k7f3q9xz.acme.myl.test" --non-exportable').waitFor()
    expect(await axeFindings(page)).toEqual([])
    // The browser tells of each answer that is a refusal.
    expect(complaints.splice(0)).toEqual([expect.stringContaining('403')])
  })

  test('what is only doubtful can be ordered all the same, and says so on the button', async () => {
    const { page, agent } = await dashboards.open(orderScenes.doubtful, { at, context: { viewport: { width: 320, height: 256 } } })
    await namesField(page).fill('*.k7f3q9xz.acme.myl.test')
    for (let step = 0; step < 3; step += 1) await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('This machine’s clock is 2 minutes behind.').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await page.getByRole('button', { name: 'Order anyway' }).click()
    await page.getByText('It is being ordered').waitFor()
    expect(agent.asked.at(-1)).toBe('order *.k7f3q9xz.acme.myl.test by automatic')
  })
})
