import { pageStyle } from './style.policy.ts'
import { template } from './template.ts'

export interface Page {
  /** Said by the browser's tab, and by a screen reader first of all. */
  title: string
  /** HTML, made by templates. */
  body: string
  /** 200 unless something was refused. */
  status?: number
  /** For tables. */
  wide?: boolean
}

interface Frame {
  /** For the form that signs out; undefined where nobody is signed in. */
  csrf: string | undefined
}

const document = template<Page & Frame & { style: string }>(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><%= it.title %> · MyL.Zip SSL</title>
<link rel="icon" href="data:,">
<style><%~ it.style %></style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<a class="brand" href="/">MyL.Zip SSL</a>
<nav aria-label="Main">
<% if (it.csrf !== undefined) { %>
<a href="/teams">Teams</a>
<a href="/account">Account</a>
<form class="inline" method="post" action="/sign-out"><input type="hidden" name="csrf" value="<%= it.csrf %>"><button class="plain">Sign out</button></form>
<% } else { %>
<a href="/sign-in">Sign in</a>
<a href="/sign-up">Sign up</a>
<% } %>
</nav>
</header>
<main id="main"<% if (it.wide) { %> class="wide"<% } %>>
<%~ it.body %>
</main>
</body>
</html>
`)

/** A whole page: no script, nothing loaded from elsewhere. */
export function renderPage(page: Page, frame: Frame): string {
  return document({ ...page, ...frame, style: pageStyle })
}
