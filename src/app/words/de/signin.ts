/** The pages of a sign-in, of a reset and of help. */
export const signin = {
  'Admit signs you in to {organisation}': 'Admit meldet Sie bei {organisation} an',
  'Switch account': 'Konto wechseln',
  'Sign out': 'Abmelden',
  'Try again': 'Erneut versuchen',
  'My apps': 'Meine Apps',
  'Open {address}': '{address} öffnen',
  'This is our fault, not yours. Try again in a moment.':
    'Das liegt an uns, nicht an Ihnen. Versuchen Sie es gleich noch einmal.',
  "This isn't your organisation's sign-in address. It may have been typed wrong, or be an old one.":
    'Das ist nicht die Anmeldeadresse Ihrer Organisation. Vielleicht ist sie falsch geschrieben oder veraltet.',
  'Go back and try again, or start from your apps.':
    'Gehen Sie zurück und versuchen Sie es erneut, oder beginnen Sie bei Ihren Apps.',
  'For whoever helps you': 'Für die Person, die Ihnen hilft',
  Code: 'Code',
  Time: 'Zeit',
  'Correlation id': 'Korrelations-ID',
  'Who can help': 'Wer helfen kann',
  Copy: 'Kopieren',
  Copied: 'Kopiert',
  'A few details': 'Einige Angaben',
  'We need a few details before you continue': 'Wir brauchen noch einige Angaben, bevor es weitergeht',
  '{organisation} asks for them once, and keeps them in your profile.':
    '{organisation} fragt einmal danach und bewahrt sie in Ihrem Profil auf.',
  Continue: 'Weiter',
  'Choose one': 'Auswählen',
  'Signed in': 'Angemeldet',
  'Signed out': 'Abgemeldet',
  'Choose an account': 'Konto auswählen',
  'Use another account': 'Anderes Konto verwenden',
  'Forget an account': 'Ein Konto vergessen',
  'Forget {account}': '{account} vergessen',
  "Can't access your account?": 'Kein Zugriff auf Ihr Konto?',
  'Choose an account used here before': 'Ein hier schon verwendetes Konto auswählen',
  'If you say yes, this browser keeps you signed in, also after you close it, until you have not used it for a day. Say no where others use it too.':
    'Wenn Sie Ja sagen, bleiben Sie in diesem Browser angemeldet, auch nachdem Sie ihn geschlossen haben, bis Sie ihn einen Tag lang nicht verwendet haben. Sagen Sie Nein, wenn andere ihn auch verwenden.',
  'If you say yes, this browser keeps you signed in, also after you close it, until you have not used it for {days} days. Say no where others use it too.':
    'Wenn Sie Ja sagen, bleiben Sie in diesem Browser angemeldet, auch nachdem Sie ihn geschlossen haben, bis Sie ihn {days} Tage lang nicht verwendet haben. Sagen Sie Nein, wenn andere ihn auch verwenden.',
  'Stay signed in?': 'Angemeldet bleiben?',
  "Don't show this again": 'Nicht mehr anzeigen',
  No: 'Nein',
  Yes: 'Ja',
  'Close the browser if others use this computer.': 'Schließen Sie den Browser, wenn andere diesen Computer verwenden.',
  'Still signed in with this browser:': 'In diesem Browser noch angemeldet:',
  'Sign out of all': 'Bei allen abmelden',
  'You are signed out': 'Sie sind abgemeldet',
  'You may still be signed in at {name}, and come in here without a password by it.':
    'Vielleicht sind Sie bei {name} noch angemeldet und kommen damit hier ohne Kennwort herein.',
  'Sign out of {name} too': 'Auch bei {name} abmelden',
  'Sign in again': 'Erneut anmelden',
  'Sign in with a personal account': 'Mit einem persönlichen Konto anmelden',
  'Sign in at {provider}': 'Bei {provider} anmelden',
  'Your personal account says who you are.': 'Ihr persönliches Konto sagt, wer Sie sind.',
  '{provider} says who you are.': '{provider} sagt, wer Sie sind.',
  'You come back here when you are done.': 'Danach kommen Sie hierher zurück.',
  'Go on to your personal account': 'Weiter zu Ihrem persönlichen Konto',
  'Go on to {provider}': 'Weiter zu {provider}',
  'a personal account': 'einem persönlichen Konto',
  'Sign in with {provider}': 'Mit {provider} anmelden',
  'Reset your password': 'Kennwort zurücksetzen',
  'You prove who you are, first with a code that is sent to you, and choose a new password.':
    'Sie weisen sich aus, zuerst mit einem Code, der Ihnen gesendet wird, und wählen ein neues Kennwort.',
  'Sign-in name': 'Anmeldename',
  Next: 'Weiter',
  'Back to sign-in': 'Zurück zur Anmeldung',
  Stop: 'Abbrechen',
  'No code arrives': 'Es kommt kein Code an',
  'Nobody is named here. Ask whoever runs the computers of your organisation.':
    'Hier ist niemand genannt. Fragen Sie die Personen, die sich um die Computer Ihrer Organisation kümmern.',
  'Enter your code': 'Geben Sie Ihren Code ein',
  'Open your authenticator app and type the six digits it shows for {organisation}.':
    'Öffnen Sie Ihre Authenticator-App, und geben Sie die sechs Ziffern ein, die sie für {organisation} anzeigt.',
  'Choose a new password': 'Wählen Sie ein neues Kennwort',
  'At least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. You will be signed out everywhere.':
    'Mindestens {atLeast} Zeichen. Einige Wörter ohne Zusammenhang merkt man sich leicht und errät sie schwer. Sie werden überall abgemeldet.',
  'Your account is locked after wrong passwords. If you know your password after all:':
    'Ihr Konto ist nach falschen Kennwörtern gesperrt. Wenn Sie Ihr Kennwort doch wissen:',
  'Only unlock my account': 'Nur mein Konto entsperren',
  'One more proof is needed: another code is on its way {to}. It works for fifteen minutes.':
    'Ein weiterer Nachweis wird gebraucht: Noch ein Code ist unterwegs {to}. Er gilt fünfzehn Minuten.',
  'If you may reset this password yourself, a code is on its way {to}. It works for fifteen minutes.':
    'Wenn Sie dieses Kennwort selbst zurücksetzen dürfen, ist ein Code unterwegs {to}. Er gilt fünfzehn Minuten.',
  'What is on file of you may be out of date: then one of these people helps you.':
    'Vielleicht sind Ihre hinterlegten Angaben veraltet: Dann hilft Ihnen eine dieser Personen.',
  'Look among unwanted mail. Not every organisation lets people reset their password, and not everybody has an address or a number on file there: then one of these people does it for you.':
    'Sehen Sie auch im Spam-Ordner nach. Nicht jede Organisation lässt zu, dass man sein Kennwort selbst zurücksetzt, und nicht von allen ist eine Adresse oder Nummer hinterlegt: Dann erledigt es eine dieser Personen für Sie.',
  'Use another way': 'Einen anderen Weg verwenden',
  'Your password is changed': 'Ihr Kennwort ist geändert',
  'Your account is unlocked': 'Ihr Konto ist entsperrt',
  'Sign in with the password you have.': 'Melden Sie sich mit Ihrem bisherigen Kennwort an.',
  'Enter your password': 'Kennwort eingeben',
  'Use a passkey instead': 'Stattdessen einen Passkey verwenden',
  'You signed in with a temporary password. Choose one that only you know.':
    'Sie haben sich mit einem vorläufigen Kennwort angemeldet. Wählen Sie eines, das nur Sie kennen.',
  'At least {atLeast} characters. A few unrelated words are easy to remember and hard to guess.':
    'Mindestens {atLeast} Zeichen. Einige Wörter ohne Zusammenhang merkt man sich leicht und errät sie schwer.',
  'Sign in with a passkey': 'Mit einem Passkey anmelden',
  'A guest?': 'Sind Sie Gast?',
  'No account?': 'Noch kein Konto?',
  'Create one': 'Konto erstellen',
  'Permissions for {app}': 'Berechtigungen für {app}',
  '{app} asks for your permission': '{app} bittet um Ihre Erlaubnis',
  'From {publisher}. If you agree, {app} will be able to:': 'Von {publisher}. Wenn Sie zustimmen, kann {app}:',
  'Agree for everybody in the organisation': 'Für alle in der Organisation zustimmen',
  Agree: 'Zustimmen',
  "Don't agree": 'Nicht zustimmen',
  'Signing you in': 'Sie werden angemeldet',
  'Go on': 'Weiter',
  'A code is on its way to {address}. It works once, for ten minutes.':
    'Ein Code ist unterwegs an {address}. Er gilt einmal, zehn Minuten lang.',
  'A text message with a code is on its way to {number}. It works once, for ten minutes.':
    'Eine SMS mit einem Code ist unterwegs an {number}. Er gilt einmal, zehn Minuten lang.',
  '{number} is being called, and a code read aloud. It works once, for ten minutes.':
    '{number} wird angerufen und ein Code vorgelesen. Er gilt einmal, zehn Minuten lang.',
  'No code was sent to {address}.': 'An {address} wurde kein Code gesendet.',
  'E-mail address': 'E-Mail-Adresse',
  'Phone number, with its country': 'Telefonnummer mit Landesvorwahl',
  'Waiting for your passkey…': 'Warten auf Ihren Passkey …',
  'The passkey was not used. Try again, or use another way.':
    'Der Passkey wurde nicht verwendet. Versuchen Sie es erneut, oder verwenden Sie einen anderen Weg.',
  'This device or security key is set up for you already.':
    'Dieses Gerät oder dieser Sicherheitsschlüssel ist für Sie schon eingerichtet.',
  'Passkeys do not work at this address of the sign-in page.':
    'Passkeys funktionieren unter dieser Adresse der Anmeldeseite nicht.',
  'The page could not be loaded whole. Try again.':
    'Die Seite konnte nicht vollständig geladen werden. Versuchen Sie es erneut.',
  'The page has been open for too long. Load it again.': 'Die Seite war zu lange geöffnet. Laden Sie sie neu.',
  'Use another way.': 'Verwenden Sie einen anderen Weg.',
  'Ask whoever helps you, who can let you in another way.':
    'Fragen Sie die Person, die Ihnen hilft; sie kann Sie auf einem anderen Weg hereinlassen.',
  'Your e-mail address on file may be out of date.': 'Ihre hinterlegte E-Mail-Adresse ist vielleicht veraltet.',
  'Your phone number on file may be out of date.': 'Ihre hinterlegte Telefonnummer ist vielleicht veraltet.',
  'What we sent to you did not arrive.': 'Was wir Ihnen gesendet haben, kam nicht an.',
  'What we sent to {address} did not arrive.': 'Was wir an {address} gesendet haben, kam nicht an.',
  'Use your passkey': 'Passkey verwenden',
  'Have your device or security key at hand.': 'Halten Sie Ihr Gerät oder Ihren Sicherheitsschlüssel bereit.',
  'A passkey needs a script of this page, and your browser runs none. Use another way.':
    'Ein Passkey braucht ein Skript dieser Seite, und Ihr Browser führt keines aus. Verwenden Sie einen anderen Weg.',
  'Enter a recovery code': 'Geben Sie einen Wiederherstellungscode ein',
  'Type one of the codes you kept when you made them. Each works once.':
    'Geben Sie einen der Codes ein, die Sie beim Erstellen aufbewahrt haben. Jeder gilt einmal.',
  'Type the code of: {method}': 'Geben Sie diesen Code ein: {method}',
  '{method} “{name}”': '{method} „{name}“',
  '{method} to {address}': '{method} an {address}',
  Reference: 'Referenz',
  App: 'App',
  'Your sign-in name looks like {example}. It can differ from the name you use on your computer.':
    'Ihr Anmeldename sieht aus wie {example}. Er kann anders lauten als der Name, den Sie an Ihrem Computer verwenden.',
  'After several wrong passwords, wait fifteen minutes before the next try.':
    'Warten Sie nach mehreren falschen Kennwörtern fünfzehn Minuten bis zum nächsten Versuch.',
  'Keep the reference number of your last try: whoever helps you can see what stands in the way.':
    'Behalten Sie die Referenznummer Ihres letzten Versuchs: Wer Ihnen hilft, sieht damit, woran es liegt.',
  'Your sign-in name': 'Ihr Anmeldename',
  'Find who can help': 'Finden, wer helfen kann',
  'Do you want to sign out?': 'Möchten Sie sich abmelden?',
  'An app asks to sign {person} out here and everywhere you used this sign-in.':
    'Eine App möchte {person} hier und überall abmelden, wo Sie diese Anmeldung verwendet haben.',
  'Stay signed in': 'Angemeldet bleiben',
  'Set up a second factor': 'Zweiten Faktor einrichten',
  'Your organisation asks for a second proof that it is you.':
    'Ihre Organisation verlangt einen zweiten Nachweis, dass Sie es sind.',
  'Scan this with an authenticator app, then type the code it shows.':
    'Scannen Sie dies mit einer Authenticator-App, und geben Sie dann den angezeigten Code ein.',
  'Set up a passkey instead': 'Stattdessen einen Passkey einrichten',
  'Not now': 'Nicht jetzt',
  'Set up a passkey': 'Passkey einrichten',
  'Have your security key at hand, or use this device: its screen lock is enough.':
    'Halten Sie Ihren Sicherheitsschlüssel bereit, oder verwenden Sie dieses Gerät: Seine Bildschirmsperre genügt.',
  'A passkey needs a script of this page, and your browser runs none. Use another browser.':
    'Ein Passkey braucht ein Skript dieser Seite, und Ihr Browser führt keines aus. Verwenden Sie einen anderen Browser.',
  'Get codes by e-mail or phone instead': 'Stattdessen Codes per E-Mail oder Telefon erhalten',
  'Get codes by e-mail instead': 'Stattdessen Codes per E-Mail erhalten',
  'Get codes by phone instead': 'Stattdessen Codes per Telefon erhalten',
  'This is a shared computer': 'Dies ist ein gemeinsam genutzter Computer',
  'You may still be signed in to {apps}: no answer came from there yet, and it is told again.':
    'Bei {apps} sind Sie vielleicht noch angemeldet: Von dort kam noch keine Antwort, die Abmeldung wird noch einmal mitgeteilt.',
  'Where your password came from, only its first 72 bytes counted, and whatever followed was taken. Choose a new one, which counts to its end.':
    'Wo Ihr Kennwort herkommt, zählten nur die ersten 72 Bytes, und was folgte, war gleichgültig. Wählen Sie ein neues, das bis zum Ende zählt.',
  'An administrator of {organisation} had your password reset, and this link sent to you. It works once, until {until}.':
    'Die Administration von {organisation} hat Ihr Kennwort zurückgesetzt und Ihnen diesen Link geschickt. Er gilt einmal, bis {until}.',
  'If you did not ask for it, close this page and ask them why.':
    'Haben Sie nicht darum gebeten, schließen Sie diese Seite und fragen Sie dort nach dem Grund.',
  'This link is over': 'Dieser Link ist abgelaufen',
  'A link to choose a new password works once, for {hours} hours, and only the last one that was sent to you. If you have chosen a password already, sign in with it. If not, ask your administrator for another link.':
    'Ein Link für ein neues Kennwort gilt einmal, {hours} Stunden lang, und nur der letzte, der Ihnen geschickt wurde. Haben Sie schon ein Kennwort gewählt, melden Sie sich damit an. Wenn nicht, bitten Sie Ihre Administration um einen anderen Link.',
  'Passwords of your organisation are reset by an administrator.':
    'Kennwörter Ihrer Organisation setzt die Administration zurück.',
  'Find my administrator or support person': 'Meine Administration oder Hilfe finden',
} as const
