/** One account for one mailbox: how an address is compared. It is written to as the person gave it. */
export function emailKey(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase()
}
