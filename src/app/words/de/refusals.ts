/** What errors and wrong answers are said with. */
export const refusals = {
  'Your role does not allow this': 'Ihre Rolle erlaubt das nicht',
  'Prove again that it is you': 'Weisen Sie sich noch einmal aus',
  'Sign in again: this asks for more than you have proved':
    'Melden Sie sich erneut an: Hier wird mehr verlangt, als Sie nachgewiesen haben',
  'You are not let in here': 'Hier haben Sie keinen Zutritt',
  'Sign in first': 'Melden Sie sich zuerst an',
  'The token is not valid here': 'Das Token gilt hier nicht',
  'Your role does not allow this change': 'Ihre Rolle erlaubt diese Änderung nicht',
  'Something changed meanwhile; look again': 'Inzwischen hat sich etwas geändert; sehen Sie noch einmal nach',
  'The person is reached by one already': 'Das ist schon hinterlegt',
  'The person is not reached so': 'Das ist nicht hinterlegt',
  'The database is away for a moment': 'Die Datenbank ist gerade nicht erreichbar',
  'Something broke on our side': 'Bei uns ist etwas schiefgegangen',
  'This invitation is over': 'Diese Einladung gilt nicht mehr',
  'Too many wrong codes; open the link again': 'Zu viele falsche Codes; öffnen Sie den Link noch einmal',
  'This link was used, or is too old': 'Dieser Link wurde schon verwendet oder ist zu alt',
  'There is no such picture': 'Dieses Bild gibt es nicht',
  'No method is set up yet': 'Es ist noch keine Methode eingerichtet',
  'Your organisation does not allow this method': 'Ihre Organisation erlaubt diese Methode nicht',
  'There is no such session, or it has ended': 'Diese Sitzung gibt es nicht, oder sie ist beendet',
  'There is no such sign-in method': 'Diese Anmeldemethode gibt es nicht',
  'This is over; begin again': 'Das ist abgelaufen; beginnen Sie von vorn',
  'This password is too easy to guess': 'Dieses Kennwort ist zu leicht zu erraten',
  'This password is not strong enough': 'Dieses Kennwort ist nicht stark genug',
  'This is not the password': 'Das ist nicht das Kennwort',
  'Too many requests; wait a moment': 'Zu viele Anfragen; warten Sie einen Augenblick',
  'This server has no personal accounts': 'Dieser Server hat keine persönlichen Konten',
  'This sign-up is over; begin it again': 'Diese Registrierung ist abgelaufen; beginnen Sie von vorn',
  'Too many wrong codes; begin again': 'Zu viele falsche Codes; beginnen Sie von vorn',
  'This form did not come from our page': 'Dieses Formular kam nicht von unserer Seite',
  'The request is not well formed': 'Die Anfrage ist nicht richtig aufgebaut',
  'There is nothing at this address': 'Unter dieser Adresse gibt es nichts',
  'The request is too large': 'Die Anfrage ist zu groß',
  'This is not an address of ours': 'Das ist keine Adresse von uns',
  'This address is asked by another method': 'Diese Adresse wird mit einer anderen Methode aufgerufen',
  'This kind of content is not taken here': 'Diese Art von Inhalt wird hier nicht angenommen',
  'This reset is over; start again': 'Dieses Zurücksetzen ist abgelaufen; beginnen Sie von vorn',
  'Too many wrong codes; start again': 'Zu viele falsche Codes; beginnen Sie noch einmal',
  'Too many people are signing in at this moment': 'In diesem Augenblick melden sich zu viele Personen an',
  'This answer is not to a sign-in of this browser; start again':
    'Diese Antwort gehört zu keiner Anmeldung dieses Browsers; beginnen Sie von vorn',
  'This sign-in is over; start again': 'Diese Anmeldung ist abgelaufen; beginnen Sie von vorn',
  'No organisation here has this domain': 'Keine Organisation hier hat diese Domäne',
  'There is no such organisation': 'Diese Organisation gibt es nicht',
  'Another identity provider says who this person is': 'Ein anderer Identitätsanbieter sagt, wer diese Person ist',
  'There is no such identity provider': 'Diesen Identitätsanbieter gibt es nicht',
  'After this change too few administrators could sign in':
    'Nach dieser Änderung könnten sich zu wenige Administratoren anmelden',
  'There is no such account': 'Dieses Konto gibt es nicht',
  'This change cannot be made': 'Diese Änderung ist nicht möglich',
  'There is no invitation that waits to be accepted': 'Es gibt keine Einladung, die noch anzunehmen wäre',
  'No organisation here has this domain. Check what follows the @ in your sign-in name.':
    'Keine Organisation hier hat diese Domäne. Prüfen Sie, was in Ihrem Anmeldenamen nach dem @ steht.',
  'Your browser did not bring back our cookie. Allow cookies for this site, then start again.':
    'Ihr Browser hat unser Cookie nicht zurückgesendet. Lassen Sie Cookies für diese Website zu, und beginnen Sie von vorn.',
  'Open the page again and fill it in once more.': 'Öffnen Sie die Seite noch einmal, und füllen Sie sie erneut aus.',
  'Something is missing. Fill in every field.': 'Es fehlt etwas. Füllen Sie jedes Feld aus.',
  'That is too long: at most {limit} characters fit.': 'Das ist zu lang: Höchstens {limit} Zeichen passen hinein.',
  'There are characters in it that nobody can type. Type it again.':
    'Es enthält Zeichen, die niemand eingeben kann. Geben Sie es noch einmal ein.',
  'This is no e-mail address.': 'Das ist keine E-Mail-Adresse.',
  'This is no number with its country, such as +44 20 7946 0018.':
    'Das ist keine Nummer mit Landesvorwahl, wie zum Beispiel +44 20 7946 0018.',
  'Begin again: this was begun elsewhere.': 'Beginnen Sie von vorn: Das wurde woanders begonnen.',
  'No more codes are sent for this. Use another way, or start again later.':
    'Hierfür werden keine Codes mehr gesendet. Verwenden Sie einen anderen Weg, oder beginnen Sie später von vorn.',
  'Your organisation does not allow codes to be sent so. Use another way.':
    'Ihre Organisation erlaubt nicht, dass Codes so gesendet werden. Verwenden Sie einen anderen Weg.',
  'Too many codes were sent to you within the hour, so none is sent now. Use another way, or wait.':
    'Innerhalb einer Stunde wurden Ihnen zu viele Codes gesendet, deshalb wird jetzt keiner gesendet. Verwenden Sie einen anderen Weg, oder warten Sie.',
  'Codes are sent there already.': 'Dorthin werden schon Codes gesendet.',
  'Give an address that you read without the password of this account.':
    'Geben Sie eine Adresse an, die Sie ohne das Kennwort dieses Kontos lesen.',
  'No more codes are sent for this. Start again, or ask one of those who can help.':
    'Hierfür werden keine Codes mehr gesendet. Beginnen Sie von vorn, oder fragen Sie jemanden, der helfen kann.',
  'No more codes are sent for this now. Open the link in your invitation again in an hour.':
    'Hierfür werden jetzt keine Codes mehr gesendet. Öffnen Sie den Link in Ihrer Einladung in einer Stunde noch einmal.',
  'Write your name, as others are to see it.': 'Geben Sie Ihren Namen so ein, wie andere ihn sehen sollen.',
  'Write your name in at most 64 characters.': 'Geben Sie Ihren Namen mit höchstens 64 Zeichen ein.',
  'Choose one.': 'Wählen Sie eine aus.',
  'Fill this in.': 'Füllen Sie dieses Feld aus.',
  'There are characters in it that nobody can see. Type it again.':
    'Es enthält Zeichen, die niemand sehen kann. Geben Sie es noch einmal ein.',
  'Write a number like +33 612345678.': 'Geben Sie eine Nummer wie +33 612345678 ein.',
  'Write it in letters or numbers.': 'Verwenden Sie Buchstaben oder Ziffern.',
  'Write it in letters.': 'Verwenden Sie Buchstaben.',
  'Your personal account is for another address than the one that was invited. Come with one for the very address that was invited, or have a code sent to it.':
    'Ihr persönliches Konto hat eine andere Adresse als die eingeladene. Verwenden Sie eines mit genau der eingeladenen Adresse, oder lassen Sie einen Code dorthin senden.',
  'This invitation was sent to another address. Type the very address it came to. If you want to come with another one, ask whoever invited you to invite that one.':
    'Diese Einladung ging an eine andere Adresse. Geben Sie genau die Adresse ein, an die sie kam. Wenn Sie mit einer anderen kommen möchten, bitten Sie die einladende Person, diese einzuladen.',
  'Too many codes were sent to this address. Wait an hour, then open the link again.':
    'An diese Adresse wurden zu viele Codes gesendet. Warten Sie eine Stunde, und öffnen Sie dann den Link noch einmal.',
  'There is a NUL in the address.': 'In der Adresse steht ein NUL-Zeichen.',
  'The address is not written as one.': 'Die Adresse ist nicht richtig geschrieben.',
  '{provider} cannot be asked at this moment. Try again in a few minutes, or have a code sent.':
    '{provider} ist gerade nicht erreichbar. Versuchen Sie es in einigen Minuten erneut, oder lassen Sie sich einen Code senden.',
  'The provider': 'Der Anbieter',
  '{provider} did not say who you are.': '{provider} hat nicht gesagt, wer Sie sind.',
  '{provider} does not say an address that it has seen to be yours. Have a code sent to it instead.':
    '{provider} nennt keine Adresse, die nachweislich Ihre ist. Lassen Sie stattdessen einen Code dorthin senden.',
  'At {provider} you are known by another address than the one that was invited. Sign in there with the very address that was invited, or have a code sent to it.':
    'Bei {provider} sind Sie unter einer anderen Adresse bekannt als der eingeladenen. Melden Sie sich dort mit genau der eingeladenen Adresse an, oder lassen Sie einen Code dorthin senden.',
  'Somebody here is linked with who you are at {provider} already. Sign in with {provider}.':
    'Jemand hier ist mit Ihrem Konto bei {provider} schon verknüpft. Melden Sie sich mit {provider} an.',
  'Write an address like you@mail.example.': 'Geben Sie eine Adresse wie you@mail.example ein.',
  'A code is on its way. Wait half a minute before you ask for another.':
    'Ein Code ist unterwegs. Warten Sie eine halbe Minute, bevor Sie einen weiteren anfordern.',
  "That code didn't work. Use the newest one, within fifteen minutes.":
    'Dieser Code war nicht richtig. Verwenden Sie innerhalb von fünfzehn Minuten den neuesten.',
  'No more codes are sent to this address now. Try again in an hour.':
    'An diese Adresse werden jetzt keine Codes mehr gesendet. Versuchen Sie es in einer Stunde erneut.',
  'No personal account can be made for this address. Use another one.':
    'Für diese Adresse kann kein persönliches Konto erstellt werden. Verwenden Sie eine andere.',
  'There is an account for this address by now. Sign in with it.':
    'Für diese Adresse gibt es inzwischen ein Konto. Melden Sie sich damit an.',
  'The sign-in could not go on, and that is our fault. Start again from the app. Reference {ref}.':
    'Die Anmeldung konnte nicht fortgesetzt werden, und das liegt an uns. Beginnen Sie in der App von vorn. Referenz {ref}.',
  'The app sent a request we cannot use': 'Die App hat eine Anfrage gesendet, mit der wir nichts anfangen können',
  'Start again from the app. If it happens again, tell its owner: {problem}.':
    'Beginnen Sie in der App von vorn. Wenn es wieder geschieht, sagen Sie den Verantwortlichen der App: {problem}.',
  "That passkey didn't work here. Use another one, or another way. Reference {ref}.":
    'Dieser Passkey hat hier nicht funktioniert. Verwenden Sie einen anderen oder einen anderen Weg. Referenz {ref}.',
  "That passkey didn't work here. Use another one, or another way.":
    'Dieser Passkey hat hier nicht funktioniert. Verwenden Sie einen anderen oder einen anderen Weg.',
  'The passkey could not be set up. Try again, or use an authenticator app.':
    'Der Passkey konnte nicht eingerichtet werden. Versuchen Sie es erneut, oder verwenden Sie eine Authenticator-App.',
  'This asks for the strongest you have set up. Without it, use a recovery code or ask who can help.':
    'Hier wird das Stärkste verlangt, das Sie eingerichtet haben. Ohne dieses verwenden Sie einen Wiederherstellungscode, oder fragen Sie jemanden, der helfen kann.',
  'Too many codes were wrong, so none is taken until {when}.':
    'Zu viele Codes waren falsch, deshalb wird bis {when} keiner angenommen.',
  'One of the fields below needs another look.': 'Sehen Sie sich eines der Felder unten noch einmal an.',
  '{count} fields below need another look.': 'Sehen Sie sich {count} Felder unten noch einmal an.',
  "That code didn't work. Use the newest one that was sent to you, within ten minutes.":
    'Dieser Code war nicht richtig. Verwenden Sie innerhalb von zehn Minuten den neuesten, der Ihnen gesendet wurde.',
  'The two passwords differ. Type the same one twice.':
    'Die beiden Kennwörter stimmen nicht überein. Geben Sie zweimal dasselbe ein.',
  'Many people are signing in at this moment. Wait a second, then try again.':
    'In diesem Augenblick melden sich viele Personen an. Warten Sie eine Sekunde, und versuchen Sie es dann erneut.',
  'Many people are signing in at this moment. Wait {wait} seconds, then try again.':
    'In diesem Augenblick melden sich viele Personen an. Warten Sie {wait} Sekunden, und versuchen Sie es dann erneut.',
  'Choose a password you have not used before.': 'Wählen Sie ein Kennwort, das Sie noch nicht verwendet haben.',
  'Use at least {atLeast} characters. A few words make a good password.':
    'Verwenden Sie mindestens {atLeast} Zeichen. Ein paar Wörter ergeben ein gutes Kennwort.',
  'Use at most 256 characters.': 'Verwenden Sie höchstens 256 Zeichen.',
  'Leave your name out of it.': 'Lassen Sie Ihren Namen weg.',
  'Leave the name of your organisation out of it.': 'Lassen Sie den Namen Ihrer Organisation weg.',
  'It is little more than words that everybody here would try. Use others, or more of them.':
    'Es besteht fast nur aus Wörtern, die hier jeder probieren würde. Verwenden Sie andere oder mehr davon.',
  'That password is among the first ones an attacker tries.':
    'Dieses Kennwort gehört zu den ersten, die Angreifer probieren.',
  'It would soon be guessed. Add a word or two that have nothing to do with the rest.':
    'Es wäre bald erraten. Fügen Sie ein oder zwei Wörter hinzu, die mit dem Rest nichts zu tun haben.',
  'It was stolen elsewhere, from you or somebody else, and stands in lists that attackers try. Choose another.':
    'Es wurde anderswo gestohlen, Ihnen oder jemand anderem, und steht in Listen, die Angreifer probieren. Wählen Sie ein anderes.',
  'The passwords of this domain are looked after by {provider}. Reset yours there.':
    'Die Kennwörter dieser Domäne verwaltet {provider}. Setzen Sie Ihres dort zurück.',
  'Tick the box, or close this page: without it you do not become a guest.':
    'Setzen Sie das Häkchen, oder schließen Sie diese Seite: Ohne es werden Sie nicht Gast.',
  'That code, or a newer one, was used already, and each works once. Wait until your app shows the next one.':
    'Dieser Code oder ein neuerer wurde schon verwendet, und jeder gilt nur einmal. Warten Sie, bis Ihre App den nächsten zeigt.',
  "That code didn't work. Check that your phone sets its time automatically, and use the newest code.":
    'Dieser Code gilt nicht. Prüfen Sie, ob Ihr Telefon die Uhrzeit automatisch einstellt, und verwenden Sie den neuesten Code.',
  'That recovery code was used already, and each works once. Take another one of your list.':
    'Dieser Wiederherstellungscode wurde schon verwendet, und jeder gilt nur einmal. Nehmen Sie einen anderen aus Ihrer Liste.',
  "That recovery code didn't work. Type one that you have not used yet, of the list that was made last.":
    'Dieser Wiederherstellungscode gilt nicht. Geben Sie einen noch nicht verwendeten aus der zuletzt erstellten Liste ein.',
  'A passkey proves without a code.': 'Ein Passkey braucht keinen Code.',
  'Reference {ref}.': 'Referenz {ref}.',
  'Too many codes were wrong, so none is taken for a while. Try again later, or ask one of those who can help.':
    'Zu viele Codes waren falsch, darum wird eine Zeit lang keiner angenommen. Versuchen Sie es später noch einmal, oder fragen Sie jemanden, der helfen kann.',
  'Too many sign-ins or resets from your network went wrong. Try again in a second.':
    'Aus Ihrem Netz sind zu viele Anmeldungen oder Zurücksetzungen fehlgeschlagen. Versuchen Sie es in einer Sekunde noch einmal.',
  'Too many sign-ins or resets from your network went wrong. Try again in {wait} seconds.':
    'Aus Ihrem Netz sind zu viele Anmeldungen oder Zurücksetzungen fehlgeschlagen. Versuchen Sie es in {wait} Sekunden noch einmal.',
  'This link was used, or is over': 'Dieser Link wurde verwendet oder ist abgelaufen',
  'The person has shown that this is theirs, and nobody else changes it':
    'Die Person hat gezeigt, dass ihr das gehört; niemand sonst ändert es',
  'Nobody signs in with a text message alone here': 'Niemand meldet sich hier allein mit einer SMS an',
  'This password is set aside': 'Dieses Kennwort ist außer Kraft gesetzt',
  'Nobody resets their own password here': 'Hier setzt niemand das eigene Kennwort zurück',
  'An administrator had your password reset: choose a new one by the link that was sent to you, or ask them for another.':
    'Die Administration hat Ihr Kennwort zurückgesetzt: Wählen Sie ein neues über den Link, der Ihnen geschickt wurde, oder bitten Sie um einen anderen.',
} as const
