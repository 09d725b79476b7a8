/** Somebody at a browser without scripts: keeps cookies, follows redirects, and sends the forms of the page that is open. */
export interface WebVisitor {
  cookies: Map<string, string>
  open(path: string): Promise<ShownPage>
  /** Sends the open page's form with that action (its own address unless named), its hidden fields included. */
  submit(fields?: Record<string, string>, action?: string): Promise<ShownPage>
  /** The same without a page: whatever is given, and nothing else. */
  post(path: string, fields: Record<string, string>): Promise<ShownPage>
}

export interface ShownPage {
  path: string
  status: number
  headers: Headers
  html: string
  /** What can be read on it, in one line. */
  text: string
}

export function createVisitor(url: string, headers: Record<string, string> = {}): WebVisitor {
  const cookies = new Map<string, string>()
  let page: ShownPage | undefined

  async function request(path: string, init: RequestInit = {}, hops = 0): Promise<ShownPage> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(`${url}${path}`, { redirect: 'manual', ...init, headers: { ...headers, ...init.headers, cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '' || /Expires=Thu, 01 Jan 1970/.test(set)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const to = response.headers.get('location')
    const html = await response.text()
    if (to !== null && response.status === 303 && hops < 5) return request(to, {}, hops + 1)
    page = { path, status: response.status, headers: response.headers, html, text: readable(html) }
    return page
  }

  const post = (path: string, fields: Record<string, string>) =>
    request(path, { method: 'POST', body: new URLSearchParams(fields), headers: { 'content-type': 'application/x-www-form-urlencoded' } })

  return {
    cookies,
    open: (path) => request(path),
    post,
    async submit(fields = {}, action) {
      if (page === undefined) throw new Error('no page is open')
      const { html, path } = page
      const forms = [...html.matchAll(/<form method="post"([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => ({
        action: /action="([^"]*)"/.exec(head)?.[1],
        hidden: Object.fromEntries(
          [...body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
            name,
            unescaped(value),
          ]),
        ),
      }))
      const wanted = forms.find(
        (form) => form.action === action && Object.entries(fields).every(([name, value]) => (form.hidden[name] ?? value) === value),
      )
      if (wanted === undefined) throw new Error(`${path} has no form to ${action ?? 'itself'}: ${readable(html)}`)
      return post(action ?? path, { ...wanted.hidden, ...fields })
    },
  }
}

function unescaped(text: string): string {
  const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => names[name] ?? '')
}

function readable(html: string): string {
  return unescaped(html.replace(/<(style|head)[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
}
