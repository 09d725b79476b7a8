import type { accountsRefusals as english } from '../../../domain/refusals/accounts.ts'
import type { InGerman } from './in-german.ts'

export const accountsRefusals: InGerman<typeof english> = {
  SIGN_IN_FAILED: {
    sentence: 'Die E-Mail-Adresse oder das Passwort stimmt nicht.',
    next: 'Noch einmal versuchen oder per Mail ein neues Passwort anfordern.',
  },
  TOO_MANY_TRIES: {
    sentence: 'Das wurde zu oft versucht. In {retryAfterSeconds} Sekunden geht es wieder.',
    next: 'Warten, bis die Zeit um ist.',
  },
  MAIL_REFUSED: {
    sentence: 'Der Mailserver nimmt diese Mail nicht an ({reason}).',
    next: 'Die Adresse prüfen, an die sie gehen soll.',
  },
  LINK_INVALID: {
    sentence: 'Dieser Link gilt nicht mehr: Er wurde benutzt, ist abgelaufen oder wurde nicht ganz kopiert.',
    next: 'Einen neuen anfordern.',
  },
  PASSWORD_UNUSABLE: {
    sentence: 'Dieses Passwort geht nicht: {reason}.',
    next: 'Ein anderes wählen. Ein Satz aus mehreren Wörtern ist leicht zu merken und schwer zu erraten.',
  },
  PASSWORD_WRONG: {
    sentence: 'Das Passwort stimmt nicht.',
    next: 'Noch einmal versuchen oder per Mail ein neues Passwort anfordern.',
  },
  CODE_WRONG: {
    sentence: 'Der Code stimmt nicht oder wurde schon benutzt.',
    next: 'Auf den nächsten Code der App warten oder einen Wiederherstellungscode nehmen.',
  },
  SECOND_STEP_OVER: {
    sentence: 'Das hat zu lange gedauert. Die Anmeldung beginnt von vorn.',
    next: 'Adresse und Passwort noch einmal eingeben.',
  },
  TOTP_ON_ALREADY: {
    sentence: 'Die Anmeldung mit Code ist schon eingeschaltet.',
    next: 'Bei einem neuen Telefon zuerst ausschalten.',
  },
  TOTP_NOT_BEGUN: {
    sentence: 'Die Anmeldung mit Code wurde nicht eingerichtet.',
    next: 'Auf der Kontoseite von vorn beginnen.',
  },
  INVITATION_FOR_ANOTHER: {
    sentence: 'Diese Einladung ist für {email}. Angemeldet ist eine andere Adresse.',
    next: 'Abmelden und dann den Link aus der Mail noch einmal öffnen.',
  },
  INVITATION_NOT_FOUND: {
    sentence: 'Diese Einladung gibt es nicht, oder sie wurde schon angenommen oder zurückgezogen.',
    next: 'In der Liste der Einladungen des Teams nachsehen.',
  },
  MEMBER_ALREADY: {
    sentence: '{email} gehört schon zum Team.',
    next: 'Stattdessen in der Mitgliederliste die Rolle ändern.',
  },
  MEMBER_NOT_FOUND: {
    sentence: 'Diese Person gibt es im Team nicht.',
    next: 'Die Mitgliederliste neu laden.',
  },
  OWNER_NEEDED: {
    sentence: 'Nur Eigentümer des Teams können Eigentümer ernennen, ändern oder entfernen.',
    next: 'Einen Eigentümer des Teams fragen.',
  },
  LAST_OWNER: {
    sentence: 'Das Team {team} hätte dann keinen Eigentümer mehr.',
    next: 'Zuerst ein anderes Mitglied von {team} zum Eigentümer machen.',
  },
}
