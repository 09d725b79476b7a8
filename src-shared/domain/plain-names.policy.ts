/** What a database stumbles over, what turns the direction of reading, and what breaks a line of a mail. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

export function isPrintable(text: string): boolean {
  return !unprintable.test(text)
}

/** Whether a mail program would make a link of it. Names stand in mails that we send to others: none carries somebody's link to them. */
export function looksLikeLink(text: string): boolean {
  return /:\/\/|www\.|@|\.\w{2,}\//i.test(text.normalize('NFKC'))
}
