import type { peopleRefusals as english } from '../../../domain/refusals/people.ts'
import type { InGerman } from './in-german.ts'

export const peopleRefusals: InGerman<typeof english> = {
  SIGN_IN_NEEDED: {
    sentence: 'Niemand ist angemeldet, oder die Sitzung ist abgelaufen.',
    next: 'Anmelden und dann noch einmal versuchen.',
  },
  CSRF_TOKEN_INVALID: {
    sentence: 'Die Anfrage kam nicht von einer unserer Seiten. Nichts wurde getan.',
    next: 'Die Seite neu laden und wiederholen, was zu tun war.',
  },
  API_TOKEN_INVALID: {
    sentence: 'Das API-Token ist unbekannt, abgelaufen oder wurde zurückgezogen.',
    next: 'Im Team ein neues API-Token anlegen.',
  },
  SCOPE_MISSING: {
    sentence: 'Dem API-Token fehlt die Berechtigung {scope}, die dieser Aufruf braucht.',
    next: 'Ein API-Token mit der Berechtigung {scope} anlegen.',
  },
  PERSON_NEEDED: {
    sentence: 'Dieser Aufruf ist für angemeldete Personen da, nicht für API-Token.',
    next: 'Anmelden und es selbst tun.',
  },
  TEAM_NOT_FOUND: {
    sentence: 'Ein Team {team} gibt es nicht, oder die Mitgliedschaft fehlt.',
    next: 'Prüfen, wie das Team heißt, oder einen seiner Eigentümer um eine Einladung bitten.',
  },
  ROLE_TOO_LOW: {
    sentence: 'Dafür ist im Team die Rolle {needed} nötig. Vorhanden ist {role}.',
    next: 'Einen Eigentümer oder die Administration des Teams fragen.',
  },
}
