import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { type Dashboard, shownText } from '../support/dashboard.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { targetIds, targetScenes } from './scenes/targets.ts'

const at = '#/targets'
const [files, failed] = targetIds

describe.skipIf(missingBrowser)(`programs that certificates are given to${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()
  let dashboard: Dashboard
  const button = (name: string) => dashboard.page.getByRole('button', { name, exact: true })
  const text = () => shownText(dashboard.page.locator('main'))
  const says = (words: string) => dashboard.page.getByText(words).first().waitFor()

  test('what needs somebody comes first; opened, it says why, what can be done, and when it is tried again', async () => {
    dashboard = await dashboards.open(targetScenes.targets, { at })
    const rows = dashboard.page.getByRole('row')
    await rows.nth(1).waitFor()
    expect(await rows.nth(1).innerText()).toContain('Failed')
    await rows.nth(1).click()
    await says('The intranet did not answer at 127.0.0.1:8443')
    expect(await text()).toContain('We try again in 52 minutes.')
    await button('Give it the certificate now').click()
    await expect.poll(() => dashboard.agent.asked).toContain(`apply ${failed}`)
  })

  test('a program is added in three steps, and what does not fit is said where it stands; a password is asked for where there is a PFX', async () => {
    dashboard = await dashboards.open(targetScenes.none, { at })
    await dashboard.page.getByRole('link', { name: 'Add a program' }).click()
    await dashboard.page.getByRole('radio', { name: /^Remote Desktop/ }).waitFor()
    expect(await dashboard.page.getByRole('radio', { name: /^Remote Desktop/ }).isDisabled()).toBe(true)
    await dashboard.page.getByRole('radio', { name: /^Files/ }).click()
    await button('Next').click()
    await button('Next').click()
    await says('This is needed.')
    expect(await axeFindings(dashboard.page)).toEqual([])
    await dashboard.page.getByLabel('Folder').fill('/etc/web/tls')
    await dashboard.page.getByLabel('What is in it').first().selectOption('pfx')
    await dashboard.page.getByLabel('Password for the PFX').fill('sesame')
    await button('Next').click()
    await button('Test it').click()
    await says('/etc/web/tls/privkey.pem is written, with the private key.')
    expect(await axeFindings(dashboard.page)).toEqual([])
    await button('Add and use it').click()
    await says('It has the certificate in use, and gets each new one by itself.')
    const pfx =
      '{"kind":"files","folder":"/etc/web/tls","files":[{"content":"pfx","name":"fullchain.pem"},{"content":"key","name":"privkey.pem"}]}'
    expect(dashboard.agent.asked.filter((asked) => asked.startsWith('add'))).toEqual([`add ${pfx} with a password`])
  })

  test('SQL Server is set up only by whoever agrees to its restarts, and a plan without it names the one that has it', async () => {
    const offered = targetScenes['plan-without'].offered?.map((kind) => ({ ...kind, here: true })) ?? []
    dashboard = await dashboards.open({ ...targetScenes['plan-without'], offered }, { at: `${at}/add/sql-server` })
    await button('Next').click()
    await button('Next').click()
    await says('This is needed.')
    await dashboard.page.getByRole('checkbox', { name: /may be restarted/ }).check()
    await button('Next').click()
    await button('Add and use it').click()
    await says('Your plan does not have all programs and servers a certificate can be given to; Premium has.')
    expect(await axeFindings(dashboard.page)).toEqual([])
    expect(await dashboard.page.getByRole('link', { name: 'See what the plans have' }).getAttribute('href')).toBe('#/plan')
    // Chromium tells of every refusal that comes as an HTTP status.
    expect(dashboard.complaints.splice(0)).toEqual([expect.stringContaining('409')])
  })

  test('it goes back to what is said beforehand, and is removed once its name is typed and it is known what stays', async () => {
    dashboard = await dashboards.open(targetScenes.targets, { at: `${at}/${files}` })
    await says('Version 1 of the certificate is valid until 30 November.')
    await button('Back to version 1').click()
    await expect.poll(() => dashboard.agent.asked).toContain(`rollBack ${files} version`)
    await button('Remove…').click()
    await says('The files stay in /etc/mail/tls and are not renewed any more: mail.pem, mail.pfx.')
    await dashboard.page.getByRole('checkbox', { name: 'Give it back what it had before' }).check()
    await says('Then nothing of ours stays with it.')
    await dashboard.page.getByRole('alertdialog').getByRole('textbox').fill('The files in /etc/mail/tls')
    await button('Remove it').click()
    await expect.poll(() => dashboard.agent.asked).toContain(`remove ${files} true`)
    await dashboard.page.getByRole('heading', { name: 'Programs' }).waitFor()
  })

  test('whom the organisation allows nothing reads that, in place of an empty choice', async () => {
    dashboard = await dashboards.open(targetScenes['organisation-forbids'], { at: `${at}/add` })
    await dashboard.page.getByRole('radio', { name: /^Files/ }).waitFor()
    expect(await text()).toContain('Your organisation does not allow it.')
    expect(await button('Next').getAttribute('aria-disabled')).toBe('true')
  })
})
