/** Invitations, personal accounts, *This was not me* and My apps. */
export const guests = {
  'This was not me': 'Das war ich nicht',
  'Was this not you?': 'Waren Sie das nicht?',
  'We told you: {subject}, {when}, for {person}.': 'Wir haben Ihnen mitgeteilt: {subject}, {when}, für {person}.',
  'If it was not you, somebody else may know your password. Then:':
    'Wenn Sie es nicht waren, kennt vielleicht jemand anderes Ihr Kennwort. Dann:',
  'You are signed out everywhere, in every app and on every device, and so is whoever else is signed in as you.':
    'Sie werden überall abgemeldet, in jeder App und auf jedem Gerät, und ebenso alle, die sonst mit Ihrem Konto angemeldet sind.',
  'Your password is set aside. Nobody signs in with it until it is reset for you.':
    'Ihr Kennwort wird außer Kraft gesetzt. Niemand meldet sich damit an, bis es für Sie zurückgesetzt wird.',
  'You reset it, with a code to {address}; other addresses and phones of the account are forgotten. Then remove sign-in methods that are not yours.':
    'Sie setzen es mit einem Code an {address} zurück; andere Adressen und Telefonnummern des Kontos werden vergessen. Entfernen Sie danach Anmeldemethoden, die nicht Ihre sind.',
  'You ask your administrator for a new one. Tell them, too, if a sign-in method was added that is not yours.':
    'Sie bitten Ihre Administration um ein neues. Sagen Sie dort auch, wenn eine Anmeldemethode hinzugefügt wurde, die nicht Ihre ist.',
  'If it was you, close this page: nothing has happened.':
    'Wenn Sie es waren, schließen Sie diese Seite: Es ist nichts geschehen.',
  'Your password is set aside': 'Ihr Kennwort ist außer Kraft gesetzt',
  'You are signed out everywhere, and nobody signs in with your password.':
    'Sie sind überall abgemeldet, und niemand meldet sich mit Ihrem Kennwort an.',
  'Sign in, and choose “Can’t access your account?” to reset it.':
    'Melden Sie sich an, und wählen Sie „Kein Zugriff auf Ihr Konto?“, um es zurückzusetzen.',
  'Ask one of these people for a new one.': 'Bitten Sie eine dieser Personen um ein neues.',
  'You are signed out everywhere': 'Sie sind überall abgemeldet',
  'Your password still works, because without it no administrator would be left. Sign in now, choose another password, and look at who else signs in as you.':
    'Ihr Kennwort gilt noch, weil ohne es keine Administration übrig wäre. Melden Sie sich jetzt an, wählen Sie ein anderes Kennwort, und sehen Sie nach, wer sich sonst mit Ihrem Konto anmeldet.',
  'Sign in': 'Anmelden',
  'This link is over': 'Dieser Link gilt nicht mehr',
  'It works once, and for three days. If you think that somebody else knows your password, ask your administrator to reset it.':
    'Er gilt einmal und drei Tage lang. Wenn Sie glauben, dass jemand anderes Ihr Kennwort kennt, bitten Sie Ihre Administration, es zurückzusetzen.',
  'Create a personal account': 'Ein persönliches Konto erstellen',
  'One account for every organisation here that invited you as a guest.':
    'Ein Konto für jede Organisation hier, die Sie als Gast eingeladen hat.',
  'Your e-mail address': 'Ihre E-Mail-Adresse',
  'Use the very address that was invited. We send a code there, to see that it is yours.':
    'Verwenden Sie genau die Adresse, die eingeladen wurde. Wir senden einen Code dorthin, um zu sehen, dass es Ihre ist.',
  'Send me a code': 'Code senden',
  'I have a personal account': 'Ich habe ein persönliches Konto',
  'Use another address': 'Eine andere Adresse verwenden',
  'Who are you?': 'Wer sind Sie?',
  'This address belongs to an organisation': 'Diese Adresse gehört zu einer Organisation',
  'We wrote to {address}. The code in the letter works for fifteen minutes.':
    'Wir haben an {address} geschrieben. Der Code in der Nachricht gilt fünfzehn Minuten.',
  'Send another letter': 'Noch eine Nachricht senden',
  'Your name, as others see it': 'Ihr Name, wie andere ihn sehen',
  'Choose a password of at least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. It is not the password of your mailbox.':
    'Wählen Sie ein Kennwort mit mindestens {atLeast} Zeichen. Einige Wörter ohne Zusammenhang merkt man sich leicht und errät sie schwer. Es ist nicht das Kennwort Ihres Postfachs.',
  'Create the account': 'Konto erstellen',
  'Addresses like this one belong to {organisation}, which looks after the accounts of its people. Sign in with the address itself; it needs no personal account.':
    'Adressen wie diese gehören zu {organisation}; dort werden die Konten der eigenen Leute verwaltet. Melden Sie sich mit der Adresse selbst an; sie braucht kein persönliches Konto.',
  'Begin again': 'Von vorn beginnen',
  'You are invited to {organisation}': 'Sie sind zu {organisation} eingeladen',
  '{inviter} asks you to come in as a guest. The invitation was sent to {address}.':
    '{inviter} lädt Sie als Gast ein. Die Einladung ging an {address}.',
  'Your e-mail address, the very one that was invited': 'Ihre E-Mail-Adresse, genau die, die eingeladen wurde',
  'We send a code there, to see that it is yours.': 'Wir senden einen Code dorthin, um zu sehen, dass es Ihre ist.',
  'The link works until {day}. If you do not want to come, close this page.':
    'Der Link gilt bis {day}. Wenn Sie nicht kommen möchten, schließen Sie diese Seite.',
  'That did not work': 'Das hat nicht funktioniert',
  'Become a guest of {organisation}': 'Gast bei {organisation} werden',
  'Or without a password here, if you are known there by this address:':
    'Oder ohne Kennwort hier, wenn Sie dort unter dieser Adresse bekannt sind:',
  'Accept with {provider}': 'Annehmen mit {provider}',
  'You sign in with {provider} from now on.': 'Ab jetzt melden Sie sich mit {provider} an.',
  '{organisation} may see my name, {name}, and my address':
    '{organisation} darf meinen Namen, {name}, und meine Adresse sehen',
  'Accept the invitation': 'Einladung annehmen',
  'You did not come back with an answer.': 'Sie sind ohne eine Antwort zurückgekommen.',
  'Open the invitation again': 'Die Einladung noch einmal öffnen',
  'A code is on its way to {address}. It works for fifteen minutes.':
    'Ein Code ist unterwegs an {address}. Er gilt fünfzehn Minuten.',
  'Choose a password for signing in here, of at least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. It is not the password of your mailbox.':
    'Wählen Sie ein Kennwort für die Anmeldung hier, mit mindestens {atLeast} Zeichen. Einige Wörter ohne Zusammenhang merkt man sich leicht und errät sie schwer. Es ist nicht das Kennwort Ihres Postfachs.',
  Welcome: 'Willkommen',
  'You are a guest of {organisation} now.': 'Sie sind jetzt Gast bei {organisation}.',
  'Sign in with {address} and the password you chose.':
    'Melden Sie sich mit {address} und dem Kennwort an, das Sie gewählt haben.',
  'Sign in with {provider}: there is a button for it.':
    'Melden Sie sich mit {provider} an: Dafür gibt es eine Schaltfläche.',
  'A link works once, for thirty days, and only the last one that was sent. If you have accepted already, sign in with the address that was invited. If not, ask whoever invited you to do it again.':
    'Ein Link gilt einmal, dreißig Tage lang, und nur der zuletzt gesendete. Wenn Sie schon angenommen haben, melden Sie sich mit der eingeladenen Adresse an. Wenn nicht, bitten Sie die einladende Person, Sie noch einmal einzuladen.',
  Admin: 'Verwaltung',
  'People, groups, licences, apps, policies, and why somebody cannot sign in':
    'Personen, Gruppen, Lizenzen, Apps, Richtlinien, und warum sich jemand nicht anmelden kann',
  'Signed in as {person}': 'Angemeldet als {person}',
  'No app has been given to you yet. The people below can change that.':
    'Ihnen wurde noch keine App gegeben. Die Personen unten können das ändern.',
  "Why can't I open this?": 'Warum kann ich das nicht öffnen?',
  'Welcome to Admit': 'Willkommen bei Admit',
  'This server is empty. Name your organisation and make its first administrator.':
    'Dieser Server ist leer. Benennen Sie Ihre Organisation, und legen Sie das erste Administratorkonto an.',
  Organisation: 'Organisation',
  'Your name': 'Ihr Name',
  "The domain after the @ becomes the organisation's first domain.":
    'Die Domäne nach dem @ wird die erste Domäne der Organisation.',
  'At least 15 characters: a few unrelated words are easy to remember and hard to guess.':
    'Mindestens 15 Zeichen: Einige Wörter ohne Zusammenhang merkt man sich leicht und errät sie schwer.',
  Begin: 'Beginnen',
} as const
