/** What gates and causes tell the person. */
export const gates = {
  "We don't know this app": 'Wir kennen diese App nicht',
  "We don't know the app you came from. Open it from your apps, or tell its owner. Reference {ref}.":
    'Wir kennen die App nicht, von der Sie kommen. Öffnen Sie sie über Ihre Apps, oder informieren Sie die Verantwortlichen der App. Referenz {ref}.',
  'This app was deleted': 'Diese App wurde gelöscht',
  '{app} was deleted here, and nobody can open it. If you need it, tell its owner. Reference {ref}.':
    '{app} wurde hier gelöscht, und niemand kann sie öffnen. Wenn Sie die App brauchen, wenden Sie sich an die Verantwortlichen der App. Referenz {ref}.',
  'The address to return to is not registered': 'Die Rücksprungadresse ist nicht registriert',
  'The app asked us to send you to an address that is not registered for it, so we stopped. Tell the owner of the app. Reference {ref}.':
    'Die App wollte Sie an eine Adresse senden, die für sie nicht registriert ist. Deshalb haben wir abgebrochen. Informieren Sie die Verantwortlichen der App. Referenz {ref}.',
  'Not a sign-in name': 'Kein Anmeldename',
  'Type your full sign-in name, like name@company.com. It may differ from the name you use on your computer.':
    'Geben Sie Ihren vollständigen Anmeldenamen ein, zum Beispiel name@company.com. Er kann anders lauten als der Name, den Sie an Ihrem Computer verwenden.',
  'The identity provider is not reached': 'Der Identitätsanbieter ist nicht erreichbar',
  "We couldn't reach {provider}, where you prove who you are. Try again in a few minutes. Reference {ref}.":
    '{provider}, wo Sie sich ausweisen, war nicht erreichbar. Versuchen Sie es in einigen Minuten erneut. Referenz {ref}.',
  'Another identity provider knows the person': 'Ein anderer Identitätsanbieter kennt die Person',
  'Your organisation sends you to {provider}, and you are known here by another one. Your administrator can put that right. Reference {ref}.':
    'Ihre Organisation leitet Sie zu {provider} weiter, hier sind Sie aber über einen anderen Anbieter bekannt. Ihre Administration kann das richtigstellen. Referenz {ref}.',
  'The identity provider did not answer correctly': 'Der Identitätsanbieter hat nicht richtig geantwortet',
  '{provider}, where you prove who you are, did not answer correctly. Start again; if it happens again, tell your administrator. Reference {ref}.':
    '{provider}, wo Sie sich ausweisen, hat nicht richtig geantwortet. Beginnen Sie von vorn; wenn es wieder geschieht, informieren Sie Ihre Administration. Referenz {ref}.',
  'The identity provider said no': 'Der Identitätsanbieter hat abgelehnt',
  '{provider}, where you prove who you are, did not let you through. Start again, or ask there. Reference {ref}.':
    '{provider}, wo Sie sich ausweisen, hat Sie nicht durchgelassen. Beginnen Sie von vorn, oder fragen Sie dort nach. Referenz {ref}.',
  'Somebody else is signed in at the identity provider': 'Beim Identitätsanbieter ist jemand anderes angemeldet',
  'At {provider} you are signed in as somebody else than you named here. Sign out there, then start again. Reference {ref}.':
    'Bei {provider} sind Sie als jemand anderes angemeldet, als Sie hier angegeben haben. Melden Sie sich dort ab, und beginnen Sie dann von vorn. Referenz {ref}.',
  'The identity provider means somebody else by this name':
    'Der Identitätsanbieter meint mit diesem Namen jemand anderes',
  'Whom {provider} says you are does not fit with what we know. Your administrator can put that right. Reference {ref}.':
    'Wer Sie laut {provider} sind, passt nicht zu dem, was wir wissen. Ihre Administration kann das richtigstellen. Referenz {ref}.',
  'Nobody here is known by this identity': 'Mit dieser Identität ist hier niemand bekannt',
  '{provider} knows you, and nobody here does by it. If you were invited, open the link in the invitation and accept it with {provider} there. Reference {ref}.':
    '{provider} kennt Sie, hier ist damit aber niemand bekannt. Wenn Sie eingeladen wurden, öffnen Sie den Link in der Einladung und nehmen Sie sie dort mit {provider} an. Referenz {ref}.',
  'Nobody comes by this identity provider any more': 'Über diesen Identitätsanbieter kommt niemand mehr herein',
  'The way by which you signed in is closed here. Sign in again in another way, or ask whoever invited you for one.':
    'Der Weg, auf dem Sie sich angemeldet haben, ist hier geschlossen. Melden Sie sich auf einem anderen Weg an, oder fragen Sie die Person, die Sie eingeladen hat.',
  'A password is asked for': 'Ein Kennwort wird verlangt',
  'Enter your password.': 'Geben Sie Ihr Kennwort ein.',
  'The Temporary Access Pass is over': 'Der befristete Zugriffspass ist abgelaufen',
  'Your Temporary Access Pass is over. Ask your administrator for a new one. Reference {ref}.':
    'Ihr befristeter Zugriffspass ist abgelaufen. Bitten Sie Ihre Administration um einen neuen. Referenz {ref}.',
  'The Temporary Access Pass is used up': 'Der befristete Zugriffspass ist verbraucht',
  'Your Temporary Access Pass was good for one sign-in, which it was used for. If that was not you, tell your administrator at once. Reference {ref}.':
    'Ihr befristeter Zugriffspass galt für eine Anmeldung und wurde dafür verwendet. Wenn Sie das nicht waren, informieren Sie sofort Ihre Administration. Referenz {ref}.',
  'The Temporary Access Pass is not good yet': 'Der befristete Zugriffspass gilt noch nicht',
  'Your Temporary Access Pass is good from {startsAt} on. Try again then. Reference {ref}.':
    'Ihr befristeter Zugriffspass gilt ab {startsAt}. Versuchen Sie es dann erneut. Referenz {ref}.',
  'The session has reached its limit': 'Die Sitzung hat ihre Grenze erreicht',
  'Your session in {instance} reached its limit. Sign in again, and you are back where you were.':
    'Ihre Sitzung in {instance} hat ihre Grenze erreicht. Melden Sie sich erneut an, dann sind Sie wieder dort, wo Sie waren.',
  'The second factor is paused after wrong codes': 'Der zweite Faktor pausiert nach falschen Codes',
  'Too many codes were wrong, so none is taken until {pausedUntil}. If you did not type them, somebody knows your password: tell your administrator at once. Reference {ref}.':
    'Zu viele Codes waren falsch, deshalb wird bis {pausedUntil} keiner angenommen. Wenn Sie sie nicht eingegeben haben, kennt jemand Ihr Kennwort: Informieren Sie sofort Ihre Administration. Referenz {ref}.',
  'The code was wrong': 'Der Code war falsch',
  'A second factor is asked for': 'Ein zweiter Faktor wird verlangt',
  'Confirm that it is you: enter the code from your authenticator app.':
    'Bestätigen Sie, dass Sie es sind: Geben Sie den Code aus Ihrer Authenticator-App ein.',
  'A policy asks for a second factor': 'Eine Richtlinie verlangt einen zweiten Faktor',
  'A policy asks for a stronger proof': 'Eine Richtlinie verlangt einen stärkeren Nachweis',
  '{app} asks for a stronger proof that it is you: use your {way}.':
    '{app} verlangt einen stärkeren Nachweis, dass Sie es sind. Verwenden Sie: {way}.',
  'The way of signing in is not allowed': 'Diese Art der Anmeldung ist nicht erlaubt',
  'Your organisation does not let you sign in with your {way}. Ask your administrator for another way in. Reference {ref}.':
    'Ihre Organisation lässt diese Art der Anmeldung nicht zu: {way}. Bitten Sie Ihre Administration um einen anderen Weg. Referenz {ref}.',
  'Another way of signing in is asked for': 'Eine andere Art der Anmeldung wird verlangt',
  'Your organisation does not let you sign in with your {way}: use your {other}.':
    'Ihre Organisation lässt diese Art der Anmeldung nicht zu: {way}. Verwenden Sie: {other}.',
  'No second factor that is set up is allowed': 'Kein eingerichteter zweiter Faktor ist erlaubt',
  'Your organisation asks for a second factor, and does not allow the one you have. Ask your administrator for a Temporary Access Pass. Reference {ref}.':
    'Ihre Organisation verlangt einen zweiten Faktor und erlaubt den nicht, den Sie haben. Bitten Sie Ihre Administration um einen befristeten Zugriffspass. Referenz {ref}.',
  'The passkey was made for another address': 'Der Passkey wurde für eine andere Adresse erstellt',
  'Your passkey was made for {madeFor}, and this page is at another address. Open the sign-in page there, or ask your administrator for a Temporary Access Pass. Reference {ref}.':
    'Ihr Passkey wurde für {madeFor} erstellt, und diese Seite hat eine andere Adresse. Öffnen Sie die Anmeldeseite dort, oder bitten Sie Ihre Administration um einen befristeten Zugriffspass. Referenz {ref}.',
  'What a policy asks for is not allowed': 'Was eine Richtlinie verlangt, ist nicht erlaubt',
  '{app} asks for a stronger proof than your organisation lets you give. Your administrator can change that. Reference {ref}.':
    '{app} verlangt einen stärkeren Nachweis, als Ihre Organisation zulässt. Ihre Administration kann das ändern. Referenz {ref}.',
  'A policy blocks the sign-in': 'Eine Richtlinie blockiert die Anmeldung',
  'Your organisation does not allow you to open {app}. An administrator can tell you why. Reference {ref}.':
    'Ihre Organisation erlaubt Ihnen nicht, {app} zu öffnen. Ihre Administration kann Ihnen sagen, warum. Referenz {ref}.',
  'A policy blocks the network': 'Eine Richtlinie blockiert das Netzwerk',
  "{app} cannot be opened from the network you are on. Use your organisation's network, or ask an administrator. Reference {ref}.":
    '{app} lässt sich aus dem Netzwerk, in dem Sie sind, nicht öffnen. Verwenden Sie das Netzwerk Ihrer Organisation, oder fragen Sie Ihre Administration. Referenz {ref}.',
  'The password is set aside': 'Das Kennwort ist außer Kraft gesetzt',
  "You told us that something was not you, so your password is set aside. Use “Can't access your account?”, or ask your administrator for a new one. Reference {ref}.":
    'Sie haben uns mitgeteilt, dass Sie etwas nicht waren. Deshalb gilt Ihr Kennwort nicht mehr. Verwenden Sie „Kein Zugriff auf Ihr Konto?“, oder bitten Sie Ihre Administration um ein neues. Referenz {ref}.',
  'The temporary password is over': 'Das vorläufige Kennwort ist abgelaufen',
  "Your temporary password was not used in time. Use “Can't access your account?”, or ask your administrator for a new one. Reference {ref}.":
    'Ihr vorläufiges Kennwort wurde nicht rechtzeitig verwendet. Verwenden Sie „Kein Zugriff auf Ihr Konto?“, oder bitten Sie Ihre Administration um ein neues. Referenz {ref}.',
  'The password has expired': 'Das Kennwort ist abgelaufen',
  'Your password has expired. Choose a new one.': 'Ihr Kennwort ist abgelaufen. Wählen Sie ein neues.',
  'A temporary password is to be changed': 'Ein vorläufiges Kennwort muss geändert werden',
  'Choose a new password to finish signing in.': 'Wählen Sie ein neues Kennwort, um die Anmeldung abzuschließen.',
  'No method is registered, and a policy asks for one':
    'Keine Methode ist eingerichtet, und eine Richtlinie verlangt eine',
  'Your organisation needs more proof that it is you. Set up an authenticator app to go on.':
    'Ihre Organisation braucht einen weiteren Nachweis, dass Sie es sind. Richten Sie eine Authenticator-App ein, um fortzufahren.',
  'No method is registered, and multi-factor is on for the person':
    'Keine Methode ist eingerichtet, und für die Person ist der zweite Faktor eingeschaltet',
  'No method is registered that is as strong as a policy asks for':
    'Keine Methode ist eingerichtet, die so stark ist, wie eine Richtlinie verlangt',
  '{app} asks for a stronger proof than you can give. Set up a passkey or a security key to go on.':
    '{app} verlangt einen stärkeren Nachweis, als Sie geben können. Richten Sie einen Passkey oder einen Sicherheitsschlüssel ein, um fortzufahren.',
  'Details are missing that an administrator fills in': 'Es fehlen Angaben, die die Administration ausfüllt',
  'Your organisation needs to know your {details} before you continue, and only your administrator can fill that in. Ask them for it. Reference {ref}.':
    'Ihre Organisation braucht vorher noch diese Angaben von Ihnen: {details}. Nur Ihre Administration kann sie eintragen. Bitten Sie sie darum. Referenz {ref}.',
  'Details of the profile are missing': 'Es fehlen Angaben im Profil',
  'We need a few details before you continue: {details}.':
    'Wir brauchen noch einige Angaben, bevor es weitergeht: {details}.',
  'The app is switched off': 'Die App ist ausgeschaltet',
  '{app} is switched off at the moment. Your help desk knows more. Reference {ref}.':
    '{app} ist zurzeit ausgeschaltet. Ihr Helpdesk weiß mehr. Referenz {ref}.',
  'The app takes no guests': 'Die App nimmt keine Gäste auf',
  '{app} is for members of the organisation; you are {as} here. Use your work account of this organisation, if you have one. Reference {ref}.':
    '{app} ist für Mitglieder der Organisation; Sie sind hier {as}. Verwenden Sie Ihr Arbeitskonto bei dieser Organisation, wenn Sie eines haben. Referenz {ref}.',
  'Not assigned to the app': 'Der App nicht zugewiesen',
  "You haven't been given {app} yet. Ask your help desk for access. Reference {ref}.":
    '{app} wurde Ihnen noch nicht zugewiesen. Bitten Sie Ihren Helpdesk um Zugriff. Referenz {ref}.',
  'No licence': 'Keine Lizenz',
  "You don't have a licence for {app}. Your help desk can give you one. Reference {ref}.":
    'Sie haben keine Lizenz für {app}. Ihr Helpdesk kann Ihnen eine geben. Referenz {ref}.',
  'The licence is for something else': 'Die Lizenz ist für etwas anderes',
  "Your licence doesn't include {app}. Your help desk can give you one that does. Reference {ref}.":
    'Ihre Lizenz umfasst {app} nicht. Ihr Helpdesk kann Ihnen eine passende geben. Referenz {ref}.',
  'The subscription has ended': 'Das Abonnement ist beendet',
  "Your organisation's subscription for {app} needs attention. Your help desk knows what to do. Reference {ref}.":
    'Um das Abonnement Ihrer Organisation für {app} muss sich jemand kümmern. Ihr Helpdesk weiß, was zu tun ist. Referenz {ref}.',
  'Switched off in the licence': 'In der Lizenz ausgeschaltet',
  '{app} is switched off in your licence. Your help desk can switch it on. Reference {ref}.':
    '{app} ist in Ihrer Lizenz ausgeschaltet. Ihr Helpdesk kann es einschalten. Referenz {ref}.',
  'The app asks for a permission that does not exist': 'Die App verlangt eine Berechtigung, die es nicht gibt',
  '{app} asks for something that does not exist here. Whoever makes the app has to correct that. Reference {ref}.':
    '{app} verlangt etwas, das es hier nicht gibt. Wer die App herstellt, muss das berichtigen. Referenz {ref}.',
  "An administrator's consent is missing": 'Die Zustimmung der Administration fehlt',
  'An administrator must approve {app} before you can use it. Your help desk can ask for that. Reference {ref}.':
    'Ihre Administration muss {app} genehmigen, bevor Sie die App verwenden können. Ihr Helpdesk kann darum bitten. Referenz {ref}.',
  'The app asks for permission': 'Die App bittet um Erlaubnis',
  '{app} asks for your permission.': '{app} bittet um Ihre Erlaubnis.',
  'Only an administrator may consent': 'Nur die Administration darf zustimmen',
  'The system is being maintained': 'Das System wird gewartet',
  '{instance} is being maintained until {maintenanceUntil}. Try again later. Reference {ref}.':
    '{instance} wird bis {maintenanceUntil} gewartet. Versuchen Sie es später erneut. Referenz {ref}.',
  'The system is switched off': 'Das System ist ausgeschaltet',
  '{instance} is switched off. Your help desk knows more. Reference {ref}.':
    '{instance} ist ausgeschaltet. Ihr Helpdesk weiß mehr. Referenz {ref}.',
  'Not in the system yet': 'Noch nicht im System',
  "Your account isn't in {instance} yet. Your help desk can add it. Reference {ref}.":
    'Ihr Konto ist noch nicht in {instance}. Ihr Helpdesk kann es hinzufügen. Referenz {ref}.',
  'Switched off in the system': 'Im System ausgeschaltet',
  'Your account is switched off in {instance}. Your help desk can switch it on. Reference {ref}.':
    'Ihr Konto ist in {instance} ausgeschaltet. Ihr Helpdesk kann es einschalten. Referenz {ref}.',
  'No security role': 'Keine Sicherheitsrolle',
  'You have not been assigned a security role in {instance}, so you have insufficient privileges to open it. Its administrator can assign one. Reference {ref}.':
    'Ihnen wurde in {instance} keine Sicherheitsrolle zugewiesen, deshalb reichen Ihre Berechtigungen nicht aus. Die Administration des Systems kann eine zuweisen. Referenz {ref}.',
  'The clock of the phone is off': 'Die Uhr des Telefons geht falsch',
  "Your phone's clock is {off}. Let it set its time automatically, then use the newest code.":
    'Die Uhr Ihres Telefons geht {off}. Lassen Sie die Uhrzeit automatisch stellen, und verwenden Sie dann den neuesten Code.',
  'What is sent to the person does not arrive': 'Was der Person gesendet wird, kommt nicht an',
  'Your {way} on file may be out of date. Use another way, or ask your administrator.':
    'Diese hinterlegte Angabe ist vielleicht veraltet: {way}. Verwenden Sie einen anderen Weg, oder fragen Sie Ihre Administration.',
  'Your passkey was made for {madeFor}. Open the sign-in page there, or set up another one here.':
    'Ihr Passkey wurde für {madeFor} erstellt. Öffnen Sie die Anmeldeseite dort, oder richten Sie hier einen anderen ein.',
  'Something we need to know is missing, and that is our fault. Try again in a moment. Reference {ref}.':
    'Es fehlt etwas, das wir wissen müssen, und das liegt an uns. Versuchen Sie es gleich noch einmal. Referenz {ref}.',
  "We couldn't decide": 'Wir konnten nicht entscheiden',
  "We couldn't sign you in": 'Wir konnten Sie nicht anmelden',
  "We couldn't sign you in. Check that your sign-in name looks like name@company.com and try again. If you tried several times, wait 15 minutes. You can also use “Can't access your account?”. Reference {ref}.":
    'Wir konnten Sie nicht anmelden. Prüfen Sie, ob Ihr Anmeldename wie name@company.com aussieht, und versuchen Sie es erneut. Wenn Sie es mehrmals versucht haben, warten Sie 15 Minuten. Sie können auch „Kein Zugriff auf Ihr Konto?“ verwenden. Referenz {ref}.',
  'the person': 'die Person',
  'the app': 'die App',
  'the system': 'das System',
  none: 'nichts',
  'further notice': 'auf Weiteres',
  'a guest': 'ein Gast',
  'a guest with a personal account': 'ein Gast mit einem persönlichen Konto',
  'about {seconds} seconds slow': 'ungefähr {seconds} Sekunden nach',
  'about {seconds} seconds fast': 'ungefähr {seconds} Sekunden vor',
  password: 'Kennwort',
  'authenticator app': 'Authenticator-App',
  'code by e-mail': 'Code per E-Mail',
  'code by phone': 'Code per Telefon',
  'recovery codes': 'Wiederherstellungscodes',
  passkey: 'Passkey',
  'Temporary Access Pass': 'befristeter Zugriffspass',
  'identity provider': 'Identitätsanbieter',
  'second factor at the identity provider': 'zweiter Faktor beim Identitätsanbieter',
  'e-mail address': 'E-Mail-Adresse',
  'phone number': 'Telefonnummer',
  'first name': 'Vorname',
  'last name': 'Nachname',
  'mobile phone': 'Mobiltelefon',
  'business phone': 'Geschäftstelefon',
  'street address': 'Straße und Hausnummer',
  'postal code': 'Postleitzahl',
  city: 'Ort',
  'state or province': 'Bundesland oder Kanton',
  country: 'Land',
  language: 'Sprache',
  'A link to choose a new password was sent': 'Ein Link für ein neues Kennwort wurde geschickt',
  'An administrator had your password reset: this one no longer works. A link to choose a new one was sent to you by e-mail, and is good until {linkUntil}.':
    'Ihr Kennwort wurde von der Administration zurückgesetzt: Dieses gilt nicht mehr. Ein Link für ein neues wurde Ihnen per E-Mail geschickt und gilt bis {linkUntil}.',
  'The link to choose a new password is over': 'Der Link für ein neues Kennwort ist abgelaufen',
  'An administrator had your password reset: this one no longer works, and the link to choose a new one, which was sent to you by e-mail, is over. Ask for another. Reference {ref}.':
    'Ihr Kennwort wurde von der Administration zurückgesetzt: Dieses gilt nicht mehr, und der Link für ein neues, der Ihnen per E-Mail geschickt wurde, ist abgelaufen. Bitten Sie um einen anderen. Referenz {ref}.',
  "That code didn't work. Use the newest one; of recovery codes, one that you have not used yet.":
    'Dieser Code gilt nicht. Verwenden Sie den neuesten, von Wiederherstellungscodes einen noch nicht verwendeten.',
} as const
