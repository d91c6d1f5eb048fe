// The words of the page around the elements: [German, English]. Theirs stand in frontend/src/words.ts.

export const MESSAGES = {
  // Frame
  "skip": ["Zum Inhalt springen", "Skip to content"],
  "nav": ["Bereiche", "Sections"],
  "nav.matches": ["Matches", "Matches"],
  "nav.jobs": ["Jobanzeigen", "Job ads"],
  "nav.activity": ["Aktivität", "Activity"],
  "nav.settings": ["Einstellungen", "Settings"],
  "sides": ["Welche Seite", "Which side"],
  "language": ["Sprache", "Language"],
  "sign_out": ["Person wechseln", "Switch person"],
  "sign_in.title": ["Anmelden", "Sign in"],
  "role.admin": ["Admin", "Admin"],
  "role.recruiter": ["Recruiting", "Recruiter"],

  "demonstration.credentials": [
    "In dieser Vorführung: auf Personios Seite unter „Zugangsdaten“.",
    "In this demonstration: on Personio's side, under “Credentials”.",
  ],
  "no_answer": ["Keine Antwort", "No answer"],
  "no_answer.text": [
    "Das hat nicht geklappt. Versucht es in einem Augenblick noch einmal.",
    "That did not work. Please try again in a moment.",
  ],

  // Sign-in
  "welcome.title": ["matched.io und Personio, verbunden", "matched.io and Personio, connected"],
  "welcome.lead": [
    "Probiert die drei Schritte aus: hier matched.io, daneben ein nachgestelltes Personio. Alles läuft auf diesem Rechner; nur Links, die ein neues Fenster öffnen, führen ins Internet.",
    "Try the three steps: matched.io, with a stand-in for Personio beside it. Everything runs on this machine; only links that open a new window lead to the internet.",
  ],
  "welcome.connect.title": ["Verbinden", "Connect"],
  "welcome.connect.text": [
    "Karriereseite, Company-ID und Zugangsdaten eingeben; geprüft wird, bevor etwas gespeichert ist.",
    "Enter the careers page, company ID and credentials; they are checked before anything is stored.",
  ],
  "welcome.import.title": ["Job importieren", "Import a job"],
  "welcome.import.text": [
    "Eine veröffentlichte Stelle wird zur Jobanzeige; was fehlt, wird genannt.",
    "A published position becomes a job ad; what is missing is named.",
  ],
  "welcome.export.title": ["Erfolgreiche Matches exportieren", "Export successful matches"],
  "welcome.export.text": [
    "Wird ein Match erfolgreich, steht die Person in Personio: genau einmal, ohne Klick.",
    "When a match is successful, the person appears in Personio: exactly once, without a click.",
  ],
  "welcome.who": ["Als wer möchtet ihr hineinsehen?", "Who would you like to be?"],
  "welcome.local": [
    "Die Anmeldung per Klick gibt es nur hier auf eurem Rechner.",
    "Signing in with a click only exists here on your machine.",
  ],
  "welcome.no_firestore.title": ["Ohne Firestore", "Without Firestore"],
  "welcome.no_firestore.text": [
    "Auf diesem Rechner läuft kein Firestore-Emulator. Die Funktionen antworten; die Seite braucht ihn aber.",
    "No Firestore emulator runs on this machine. The functions answer, but the page needs it.",
  ],

  // Matches
  "matches.lead": [
    "Erfolgreiche Matches kommen von selbst nach Personio.",
    "Successful matches are sent to Personio automatically.",
  ],
  "matches.segments": ["Welche Matches", "Which matches"],
  "matches.open": ["Offene Matches", "Open matches"],
  "matches.successful": ["Erfolgreiche Matches", "Successful matches"],
  "matches.none.open": ["Keine offenen Matches", "No open matches"],
  "matches.none.open.text": ["Neue Matches erscheinen hier.", "New matches appear here."],
  "matches.none.successful": ["Noch keine erfolgreichen Matches", "No successful matches yet"],
  "matches.none.successful.text": [
    "Markiert ein offenes Match als erfolgreich; nach Personio kommt es dann von selbst.",
    "Mark an open match as successful; it is then sent to Personio automatically.",
  ],
  "matches.not_connected": ["Personio ist nicht verbunden", "Personio is not connected"],
  "matches.not_connected.admin": [
    "Verbindet es einmal; danach kommen erfolgreiche Matches von selbst nach Personio.",
    "Connect it once; after that, successful matches are sent to Personio automatically.",
  ],
  "matches.not_connected.recruiter": [
    "Verbinden kann es ein Admin: {names}.",
    "An admin can connect it: {names}.",
  ],
  "matches.search": ["Name suchen", "Search by name"],
  "matches.job": ["Jobanzeige", "Job ad"],
  "matches.state": ["Zustand", "State"],
  "matches.every": ["Alle", "All"],
  "matches.none.found": ["Nichts gefunden", "Nothing found"],
  "matches.none.found.text": [
    "Kein Match passt zu Suche und Filter.",
    "No match fits the search and filters.",
  ],
  "match.open": ["Offen", "Open"],
  "match.skills": ["Fähigkeiten", "Skills"],
  "match.job_unknown": ["Jobanzeige nicht gefunden", "Job ad not found"],
  "match.succeed": ["Als erfolgreich markieren", "Mark as successful"],
  "match.succeeded": ["{name}: Match ist erfolgreich.", "{name}: the match is successful."],
  "match.take_back": ["Zurücknehmen", "Withdraw"],

  // Job ads and import
  "jobs.lead": [
    "Eure Anzeigen auf matched.io, und zu welcher Stelle in Personio jede gehört.",
    "Your ads on matched.io, and which position in Personio each one belongs to.",
  ],
  "jobs.new": ["Jobanzeige", "Job ad"],
  "jobs.new.by_hand": [
    "Eine Anzeige von Hand zu schreiben geht wie bisher auf matched.io.",
    "You can still write an ad by hand on matched.io.",
  ],
  "jobs.none": ["Noch keine Jobanzeigen", "No job ads yet"],
  "jobs.none.text": ["Importiert eure erste aus Personio.", "Import your first one from Personio."],
  "import.choice": [
    "Aus euren veröffentlichten Stellen in Personio",
    "From your published positions in Personio",
  ],
  "import.choice.not_connected": [
    "Personio ist noch nicht verbunden; hier geht es dorthin",
    "Personio is not connected yet; start here",
  ],
  "import.lead": [
    "Eure veröffentlichten Stellen, in diesem Moment aus Personio gelesen.",
    "Your published positions, straight from Personio.",
  ],

  // Settings
  "settings.apps": ["Apps und Integrationen", "Apps and integrations"],
  "settings.lead": [
    "Verbindet matched.io mit dem, womit ihr schon arbeitet.",
    "Connect matched.io with what you already use.",
  ],

  // Activity
  "activity.lead": [
    "Jeder Export mit allem, was versucht wurde.",
    "Every export and everything that was tried.",
  ],

  // Personio's side
  "side.played": ["nachgestellt", "stand-in"],
  "side.tabs": ["Personios Seite", "Personio's side"],
  "side.applicants": ["Bewerbungen", "Applications"],
  "side.positions": ["Stellen", "Positions"],
  "side.credentials": ["Zugangsdaten", "Credentials"],
  "side.faults": ["Störungen", "Faults"],
  "side.no_applicants": [
    "Noch keine Bewerbungen. Sobald ein Match erfolgreich ist, erscheint sie hier.",
    "No applications yet. Once a match is successful, it appears here.",
  ],
  "side.anonymized": ["Anonymisiert", "Anonymised"],
  "side.stage": ["Phase: {name}", "Stage: {name}"],
  "side.stages": ["In welche Phase", "To which stage"],
  "side.application": ["Bewerbung ansehen", "Look at the application"],
  "side.applied": ["Bewerbungen: {n}", "Applications: {n}"],
  "side.published": ["Veröffentlicht", "Published"],
  "side.archived": ["Archiviert", "Archived"],
  "side.draft": ["Entwurf", "Draft"],
  "side.archive": ["Archivieren", "Archive"],
  "side.publish": ["Veröffentlichen", "Publish"],
  "side.rename": ["Titel ändern", "Change title"],
  "side.credentials.path": [
    "Marketplace › Verbundene Integrationen › Recruiting",
    "Marketplace › Connected integrations › Recruiting",
  ],
  "side.channel": ["Channel-ID „matched.io“", "Channel ID “matched.io”"],
  "side.renew": ["Neues Token erzeugen", "Create a new token"],
  "side.renew.text": [
    "Das bisherige gilt dann nicht mehr: So seht ihr, was geschieht, wenn jemand in Personio das Token austauscht.",
    "The previous one stops working: see what happens when somebody replaces the token in Personio.",
  ],
  "side.client.path": [
    "Marketplace › Verbundene Integrationen › Eigene Integration",
    "Marketplace › Connected integrations › Custom integration",
  ],
  "side.client.id": ["Client-ID", "Client ID"],
  "side.client.secret": ["API-Secret", "API secret"],
  "side.scopes": ["Zugriffsrechte", "Scopes"],
  "side.scope.read": ["Recruiting lesen", "Read recruiting"],
  "side.scope.write": ["Recruiting schreiben", "Write recruiting"],
  "side.faults.text": [
    "Schaltet eine Störung ein und seht auf matched.io, was geschieht. Nichts geht dabei verloren.",
    "Switch a fault on and see on matched.io what happens. Nothing gets lost.",
  ],
  "fault.token": ["Falsches Token", "Wrong token"],
  "fault.token.text": ["Personio lehnt die Zugangsdaten ab.", "Personio rejects the credentials."],
  "fault.limit": ["Zu viele Aufrufe", "Too many calls"],
  "fault.limit.text": ["Personio nimmt eine Weile nichts an.", "Personio accepts nothing for a while."],
  "fault.slow": ["Langsam", "Slow"],
  "fault.slow.text": ["Jede Antwort kommt drei Sekunden später.", "Every answer arrives three seconds late."],
  "fault.down": ["Nicht erreichbar", "Down"],
  "fault.down.text": ["Personio nimmt keine Verbindung an.", "Personio accepts no connections."],
  "fault.lost": ["Verlorene Antwort", "Lost answer"],
  "fault.lost.text": [
    "Die nächste Bewerbung kommt an, die Antwort geht verloren.",
    "The next application arrives, but the answer gets lost.",
  ],
  "fault.api": ["API ausgeschaltet", "API switched off"],
  "fault.api.text": ["Das Konto lässt keine Zugriffe zu.", "The account allows no access."],
  "fault.feed": ["Stellen nicht abrufbar", "Positions not available"],
  "fault.feed.text": [
    "Die Karriereseite gibt keine Liste der Stellen heraus.",
    "The careers page does not hand out its list of positions.",
  ],
  "fault.silent": ["Warteschlange still", "Queue silent"],
  "fault.silent.text": [
    "Cloud Tasks nimmt nichts an und ruft niemanden auf. Neue Matches und Klicks gehen trotzdem.",
    "Cloud Tasks takes nothing and calls nobody. New matches and clicks go on all the same.",
  ],
  "fault.twice": ["Alles doppelt", "Everything twice"],
  "fault.twice.text": [
    "Jede Aufgabe der Warteschlange kommt zweimal an.",
    "Each task of the queue arrives twice.",
  ],
  "fault.german": ["Kein deutscher Text", "No German text"],
  "fault.german.text": [
    "Die Stellen haben keinen Text auf Deutsch.",
    "The positions have no text in German.",
  ],
};
