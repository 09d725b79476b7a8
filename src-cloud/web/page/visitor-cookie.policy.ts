/** Whoever is not signed in yet has a secret, too, so that no other site can sign them in as somebody else (login CSRF). */
export function visitorCookie(secure: boolean): string {
  return secure ? '__Host-visitor' : 'visitor'
}
