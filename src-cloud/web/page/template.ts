import { Eta } from 'eta'

const eta = new Eta()

/**
 * A piece of HTML as a function of its data. `<%= it.x %>` is escaped; `<%~ it.x %>` is put in as it is, and is for HTML
 * that another template made. Compiled once, when the program starts; attributes stand in double quotes.
 */
export function template<Data extends object>(text: string): (data: Data) => string {
  const compiled = eta.compile(text)
  return (data) => eta.render(compiled, data)
}
