import type { localTokenRefusals as english } from '../../../domain/refusals/local-tokens.ts'
import type { InGerman } from './in-german.ts'

export const localTokenRefusals: InGerman<typeof english> = {
  LOCAL_TOKEN_NEEDED: {
    sentence: 'Programme bekommen hier nur mit einem Token Antwort, und diese Anfrage hatte keines.',
    next: 'Die Kopfzeile „Authorization: Bearer“ mit einem Token senden, das auf diesem Rechner angelegt wurde.',
  },
  LOCAL_TOKEN_UNKNOWN: {
    sentence: 'Dieses Token ist hier nicht bekannt. Es gehört vielleicht zu einem anderen Rechner oder ist längst abgelaufen.',
    next: 'Das Token so senden, wie es gezeigt wurde, oder auf diesem Rechner ein neues anlegen lassen.',
  },
  LOCAL_TOKEN_EXPIRED: {
    sentence: 'Das Token von „{label}“ ist am {endedAt} abgelaufen.',
    next: 'Ein neues anlegen lassen und dem Programm an seiner Stelle geben.',
  },
  LOCAL_TOKEN_REVOKED: {
    sentence: 'Das Token von „{label}“ wurde am {endedAt} widerrufen.',
    next: 'Ein neues anlegen lassen, wenn das Programm noch eingelassen werden soll.',
  },
  LOCAL_TOKEN_IN_ADDRESS: {
    sentence: 'Ein Token stand in der Adresse, wo es in Protokollen und Verläufen bleibt. Darum gab es keine Antwort.',
    next: 'Dieses Token widerrufen, ein neues anlegen lassen und es in der Kopfzeile „Authorization: Bearer“ senden.',
  },
  LOCAL_API_FOR_PROGRAMS: {
    sentence:
      'Unter {address} bekommen nur Programme dieses Rechners Antwort. Diese Anfrage kam von einer Seite im Browser oder nannte einen anderen Ort.',
    next: 'Dort aus einem Programm heraus fragen, unter dieser Adresse und ohne Kopfzeile „Origin“.',
  },
  LOCAL_API_PORT_TAKEN: {
    sentence: 'Port {port} benutzt ein anderes Programm. Programme mit einem Token bekommen dort keine Antwort.',
    next: 'Einen anderen Port für Programme mit Token wählen oder das Programm beenden, das dort lauscht.',
  },
  LOCAL_API_CLOSED: {
    sentence: 'Port {port} ließ sich nicht öffnen. Darum bekommt kein Programm mit einem Token Antwort.',
    next: 'Im Protokoll nachsehen, was im Weg war, oder einen anderen Port für Programme mit Token wählen.',
  },
  LOCAL_TOKEN_NOT_FOUND: {
    sentence: 'Ein Token „{token}“ gibt es hier nicht.',
    next: 'Die Token auflisten und eine ihrer Kennungen oder Bezeichnungen nehmen.',
  },
  LOCAL_TOKEN_LABEL_TAKEN: {
    sentence: 'Ein Token von „{label}“ gibt es schon. Das Protokoll könnte die beiden nicht unterscheiden.',
    next: 'Eine andere Bezeichnung wählen oder jenes Token vorher widerrufen.',
  },
  LOCAL_TOKEN_END_INVALID: {
    sentence: 'Ein Token braucht ein Ende innerhalb der nächsten 365 Tage, und zwar genau eine Angabe dazu.',
    next: 'Angeben, in wie vielen Tagen oder an welchem Tag es abläuft.',
  },
  LOCAL_TOKENS_TOO_MANY: {
    sentence: 'Es gibt schon {most} Token. Mehr können es nicht sein.',
    next: 'Die Token widerrufen, die kein Programm mehr braucht.',
  },
}
