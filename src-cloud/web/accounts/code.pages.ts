import { toString as toQr } from 'qrcode'
import { z } from 'zod'
import { line } from '../page/fields.policy.ts'
import { field, form, refusalOf, type Said } from '../page/form.ts'
import type { Page } from '../page/layout.ts'
import type { Pages } from '../page/pages.ts'
import { template } from '../page/template.ts'
import { personOn } from '../page/visit.ts'
import type { AccountServices } from './account-services.ts'

const startPage = template<{ form: string }>(`<h1>Signing in with a code</h1>
<p>Beside the password, signing in then asks for a code that an app on your telephone shows, such as Microsoft Authenticator,
Google Authenticator or Aegis. A stolen password alone is of no use any more.</p>
<%~ it.form %>
<p><a href="/account">Back to your account</a></p>`)

const scanPage = template<{ qr: string; secret: string; said: string; form: string }>(`<h1>Connect your app</h1>
<p>Scan this picture with the app, or type in the key below it.</p>
<%~ it.said %>
<div class="qr" role="img" aria-label="QR code of the key"><%~ it.qr %></div>
<p>Key: <span class="code"><%= it.secret %></span></p>
<p>Then enter the code that the app shows.</p>
<%~ it.form %>
<p><a href="/account">Leave it off</a></p>`)

const codesPage = template<{ codes: string[] }>(`<h1>Keep your recovery codes</h1>
<p>Signing in with a code is on. Each of these codes is good once, when your telephone is not at hand. They are shown only now:
print them, or keep them in a password manager.</p>
<ul class="codes"><% for (const code of it.codes) { %><li class="code"><%= code %></li><% } %></ul>
<p><a href="/account">I have kept them</a></p>`)

const onPage = template<{ said: string; left: number; renew: string; off: string }>(`<h1>Signing in with a code</h1>
<p>It is on. Recovery codes left: <%= it.left %>.</p>
<%~ it.said %>
<h2>New recovery codes</h2>
<p>The ones you have become worthless.</p>
<%~ it.renew %>
<h2>Turn it off</h2>
<p>Also for a new telephone: turn it off, then on again there.</p>
<%~ it.off %>
<p><a href="/account">Back to your account</a></p>`)

const code = line('Enter the code.', 40)

export function codePages({ totp }: AccountServices): (pages: Pages) => void {
  const codeField = (said: Said, name: string) =>
    field(said, { name, label: 'Code', autocomplete: 'one-time-code', hint: 'Six digits, or a recovery code.', maxlength: 40 })

  async function onOrOff(personId: string, csrf: string, said: Said): Promise<Page> {
    const { on, recoveryCodesLeft } = await totp.status(personId)
    const title = 'Signing in with a code'
    if (!on) return { title, body: startPage({ form: form({ csrf, action: '/account/code/connect', button: 'Turn on' }) }) }
    const renew = form({ csrf, fields: codeField(said, 'renew-code'), hidden: { wish: 'renew' }, button: 'Make new codes', look: 'plain' })
    const off = form({ csrf, fields: codeField(said, 'off-code'), hidden: { wish: 'off' }, button: 'Turn off', look: 'grave' })
    return { title, body: onPage({ said: refusalOf(said), left: recoveryCodesLeft, renew, off }) }
  }

  const codes = (codes: string[]): Page => ({ title: 'Keep your recovery codes', body: codesPage({ codes }) })

  return (pages) => {
    pages.form({
      path: '/account/code',
      form: z.discriminatedUnion('wish', [
        z.object({ wish: z.literal('renew'), 'renew-code': code }),
        z.object({ wish: z.literal('off'), 'off-code': code }),
      ]),
      show: (visit, said) => onOrOff(personOn(visit).id, visit.csrf, said),
      async submit(visit, input) {
        const { id } = personOn(visit)
        if (input.wish === 'renew') return codes((await totp.newRecoveryCodes(id, input['renew-code'])).recoveryCodes)
        await totp.turnOff(id, input['off-code'])
        return { goTo: '/account?done=code-off' }
      },
    })
    pages.action({
      path: '/account/code/connect',
      form: z.object({}),
      async submit(visit) {
        await totp.begin(personOn(visit).id)
        return { goTo: '/account/code/scan' }
      },
    })
    pages.form({
      path: '/account/code/scan',
      form: z.object({ code: line('Enter the code.', 40) }),
      async show(visit, said) {
        const { uri, secret } = await totp.pending(personOn(visit).id)
        const qr = await toQr(uri, { type: 'svg', margin: 1 })
        const hint = 'Six digits.'
        const fields = field(said, {
          name: 'code',
          label: 'Code',
          autocomplete: 'one-time-code',
          hint,
          inputmode: 'numeric',
          maxlength: 10,
        })
        const shown = form({ csrf: visit.csrf, fields, button: 'Turn on' })
        const spaced = secret.replace(/(.{4})(?=.)/g, '$1 ')
        return { title: 'Connect your app', body: scanPage({ qr, secret: spaced, said: refusalOf(said), form: shown }) }
      },
      async submit(visit, { code }) {
        return codes((await totp.confirm(personOn(visit).id, code)).recoveryCodes)
      },
    })
  }
}
