const longest = 200

/** What a mail server said, without whom it was about: mail is sealed in the database, and its answers must not tell of it. */
export function withoutAddresses(answer: string, recipient: string): string {
  const [mailbox = ''] = recipient.split('@')
  // A short one would be found in the middle of words.
  const known = [recipient, mailbox].filter((each) => each.length > 2)
  const plain = known.reduce((text, each) => text.replaceAll(new RegExp(escaped(each), 'gi'), '<recipient>'), answer)
  return plain.replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;]+/g, '<address>').slice(0, longest)
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
