import fc from 'fast-check'
import { expect, it } from 'vitest'
import { field, form } from '#cloud/web/page/form.ts'
import { renderPage } from '#cloud/web/page/layout.ts'

it('whatever somebody is called, it is text on a page and never a part of it', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('<script>', '"><img src=x onerror=x>', "' autofocus '", '</title>', '<%= 1 %>'),
  )
  fc.assert(
    fc.property(nasty, (text) => {
      const said = { values: { name: text }, faults: { name: text } }
      const body = form({
        csrf: text,
        fields: field(said, { name: 'name', label: text, hint: text }),
        hidden: { x: text },
        button: text,
        about: text,
      })
      const html = renderPage({ title: text, body }, { csrf: text })
      const names = [...html.matchAll(/<([a-z]+)/g)].map(([, tag]) => tag)
      expect(names.filter((tag) => ['script', 'img'].includes(tag ?? ''))).toEqual([])
      expect(html.match(/<title>/g)).toHaveLength(1)
      expect(html.split('"').length % 2).toBe(1)
    }),
  )
})
