import { nextStepOf, type Refusal } from '@mylzip/shared/domain/refusal.ts'
import { template } from './template.ts'

/** What was sent in, for a form that is shown again with what was wrong with it. Empty the first time. */
export interface Said {
  values: Readonly<Record<string, string>>
  /** What is wrong with a field, by its name. */
  faults: Readonly<Record<string, string>>
  refusal?: Refusal | undefined
}

export const nothingSaid: Said = { values: {}, faults: {} }

interface Field {
  name: string
  label: string
  /** `password` and codes are never filled in again. */
  type?: 'text' | 'email' | 'password'
  autocomplete?: string
  hint?: string
  inputmode?: 'numeric' | 'text'
  maxlength?: number
  /** A value where nothing was sent in yet. */
  value?: string
  /** It may be left empty. */
  optional?: boolean
}

const fieldHtml = template<Required<Omit<Field, 'hint' | 'inputmode'>> & Pick<Field, 'hint' | 'inputmode'> & { fault: string | undefined }>(
  `<div class="field">
<label for="<%= it.name %>"><%= it.label %></label>
<% if (it.hint) { %><span class="hint" id="<%= it.name %>-hint"><%= it.hint %></span><% } %>
<% if (it.fault) { %><span class="fault" id="<%= it.name %>-fault"><%= it.fault %></span><% } %>
<input id="<%= it.name %>" name="<%= it.name %>" type="<%= it.type %>" autocomplete="<%= it.autocomplete %>" maxlength="<%= it.maxlength %>" value="<%= it.value %>"<% if (!it.optional) { %> required<% } %><% if (it.inputmode) { %> inputmode="<%= it.inputmode %>"<% } %><% if (it.fault) { %> aria-invalid="true"<% } %><% if (it.hint || it.fault) { %> aria-describedby="<%= [it.hint && it.name + '-hint', it.fault && it.name + '-fault'].filter(Boolean).join(' ') %>"<% } %>>
</div>
`,
)

export function field(
  said: Said,
  { type = 'text', autocomplete = 'off', maxlength = 200, value = '', optional = false, ...rest }: Field,
): string {
  const sent = type === 'password' ? '' : (said.values[rest.name] ?? value)
  return fieldHtml({ ...rest, optional, type, autocomplete, maxlength, value: sent, fault: said.faults[rest.name] })
}

interface Form {
  /** The page's own address unless it is given. */
  action?: string
  csrf: string
  /** HTML of the fields. */
  fields?: string
  /** Sent along unseen. */
  hidden?: Readonly<Record<string, string>>
  /** Whose password it is about, so that a browser keeps it under the right name. */
  username?: string
  button: string
  look?: 'plain' | 'grave'
  inline?: boolean
  /** Says what the button is about where several of a page say the same. */
  about?: string
}

const formHtml =
  template<Form>(`<form method="post"<% if (it.action) { %> action="<%= it.action %>"<% } %><% if (it.inline) { %> class="inline"<% } %> novalidate>
<input type="hidden" name="csrf" value="<%= it.csrf %>">
<% for (const [name, value] of Object.entries(it.hidden ?? {})) { %><input type="hidden" name="<%= name %>" value="<%= value %>">
<% } %><% if (it.username) { %><input type="text" autocomplete="username" value="<%= it.username %>" readonly hidden><% } %><%~ it.fields ?? '' %>
<button<% if (it.look) { %> class="<%= it.look %>"<% } %><% if (it.about) { %> aria-label="<%= it.button %>: <%= it.about %>"<% } %>><%= it.button %></button>
</form>
`)

export function form(it: Form): string {
  return formHtml(it)
}

const refusalHtml = template<{ sentence: string; next: string }>(
  `<div class="said bad" role="alert" tabindex="-1"><p><%= it.sentence %> <%= it.next %></p></div>`,
)

const faultsHtml = template<{ faults: [string, string][] }>(`<div class="said bad" role="alert"><p>Something is missing or not right:</p>
<ul><% for (const [name, fault] of it.faults) { %><li><a href="#<%= name %>"><%= fault %></a></li><% } %></ul></div>`)

/** What was refused, before the form. Empty the first time. */
export function refusalOf({ refusal, faults }: Said): string {
  if (refusal) return refusalHtml({ sentence: refusal.message, next: nextStepOf(refusal.code, refusal.data) })
  const list = Object.entries(faults)
  return list.length > 0 ? faultsHtml({ faults: list }) : ''
}

const doneHtml = template<{ text: string }>(`<div class="said well" role="status"><p><%= it.text %></p></div>`)

/** What has been done, by the word for it that an address carries: any word can stand there. */
export function done(sentences: Readonly<Record<string, string>>, word: string | undefined): string {
  const text = word !== undefined && Object.hasOwn(sentences, word) ? sentences[word] : undefined
  return text === undefined ? '' : doneHtml({ text })
}
