import type { AgentWords } from '../make-voice.ts'

/** As src-main/deploying/places.policy.ts and src-main/consumers/program-words.policy.ts name them. */
export const germanPrograms: AgentWords['programs'] = [
  [/^([Tt]he )?[Dd]evice page$/, 'Geräteseite'],
  [/^Remote Desktop$/, 'Remotedesktop'],
  [/^Windows Remote Management at port (\d+)$/, 'Windows-Remoteverwaltung an Port $1'],
  [/^http\.sys at every address:(\d+)$/, 'http.sys an jeder Adresse:$1'],
  [/^http\.sys at (.*)$/, 'http.sys an $1'],
  [/^Windows’ HTTP server \((.*)\)$/, 'Der HTTP-Server von Windows ($1)'],
  [/^Windows’ HTTP server$/, 'Der HTTP-Server von Windows'],
  [/^files that are set up$/, 'eingerichtete Dateien'],
  [/^scripts that are set up$/, 'eingerichtete Skripte'],
  [/^the store (.*)$/, 'der Speicher $1'],
  [/^The files in (.*)$/, 'Die Dateien in $1'],
  [/^The script (.*)$/, 'Das Skript $1'],
]
