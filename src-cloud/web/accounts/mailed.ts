import { refusals } from '@mylzip/shared/domain/refusals.ts'
import type { Page } from '../page/layout.ts'
import { template } from '../page/template.ts'

const sentPage = template<{ email: string }>(`<h1>Look into your mail</h1>
<p>We have sent a mail to <strong><%= it.email %></strong>. It says how to go on.</p>
<p class="quiet">Nothing there after a few minutes? Look among the unwanted mails, and check that the address is right.</p>`)

/** The same page whoever has an account: only the mail tells. */
export function mailSent(email: string): Page {
  return { title: 'Look into your mail', body: sentPage({ email }) }
}

const overPage = template<{ sentence: string; next: string; again: string }>(`<h1>This link is over</h1>
<p><%= it.sentence %></p>
<p><a href="<%= it.again %>"><%= it.next %></a></p>`)

export function linkOver(again: string): Page {
  return { title: 'This link is over', status: 404, body: overPage({ ...refusals.LINK_INVALID, again }) }
}
