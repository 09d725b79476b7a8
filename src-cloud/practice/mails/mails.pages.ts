import { moment } from '../../web/page/moment.policy.ts'
import type { Pages } from '../../web/page/pages.ts'
import { template } from '../../web/page/template.ts'
import type { KeptMails } from './kept-mails.adapter.ts'

interface Shown {
  to: string
  subject: string
  at: string
  /** The text in pieces; links are ones to be followed. */
  pieces: { text: string; link: boolean }[]
}

const mailsPage = template<{ mails: Shown[] }>(`<h1>Mails</h1>
<p>In practice no mail leaves this machine. What would have been sent since the start stands here, the newest first.</p>
<% if (it.mails.length === 0) { %><p>None yet.</p><% } %>
<% for (const mail of it.mails) { %>
<article>
<h2><%= mail.subject %></h2>
<p class="quiet">To <%= mail.to %>, <%= mail.at %></p>
<pre><% for (const piece of mail.pieces) { %><% if (piece.link) { %><a href="<%= piece.text %>"><%= piece.text %></a><% } else { %><%= piece.text %><% } %><% } %></pre>
</article>
<% } %>`)

/** The practice stack's outbox: `/practice/mails`. */
export function mailsPages(mails: KeptMails): (pages: Pages) => void {
  return (pages) => {
    pages.show('/practice/mails', () => {
      const shown = mails.all().map(({ to, subject, text, at }) => {
        const pieces = text.split(/(https?:\/\/\S+)/).map((piece, index) => ({ text: piece, link: index % 2 === 1 }))
        return { to, subject, at: moment(at), pieces }
      })
      return { title: 'Mails', wide: true, body: mailsPage({ mails: shown }) }
    })
  }
}
