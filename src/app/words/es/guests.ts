import type { guests as german } from '../de/guests.ts'

/** Invitations, personal accounts, *This was not me* and My apps. */
export const guests = {
  'This was not me': 'No fui yo',
  'Was this not you?': '¿No fue usted?',
  'We told you: {subject}, {when}, for {person}.': 'Le avisamos: {subject}, {when}, para {person}.',
  'If it was not you, somebody else may know your password. Then:':
    'Si no fue usted, puede que otra persona conozca su contraseña. Entonces:',
  'You are signed out everywhere, in every app and on every device, and so is whoever else is signed in as you.':
    'Se cierra su sesión en todas partes, en cada aplicación y en cada dispositivo, y también la de cualquiera que haya iniciado sesión como usted.',
  'Your password is set aside. Nobody signs in with it until it is reset for you.':
    'Su contraseña queda anulada. Nadie inicia sesión con ella hasta que se restablezca para usted.',
  'You reset it, with a code to {address}; other addresses and phones of the account are forgotten. Then remove sign-in methods that are not yours.':
    'Usted la restablece con un código enviado a {address}; se olvidan las demás direcciones y teléfonos de la cuenta. Después quite los métodos de inicio de sesión que no sean suyos.',
  'You ask your administrator for a new one. Tell them, too, if a sign-in method was added that is not yours.':
    'Pida una nueva a su administrador. Dígale también si se añadió un método de inicio de sesión que no es suyo.',
  'If it was you, close this page: nothing has happened.': 'Si fue usted, cierre esta página: no ha pasado nada.',
  'Your password is set aside': 'Su contraseña está anulada',
  'You are signed out everywhere, and nobody signs in with your password.':
    'Se ha cerrado su sesión en todas partes y nadie inicia sesión con su contraseña.',
  'Sign in, and choose “Can’t access your account?” to reset it.':
    'Inicie sesión y elija «¿No puede acceder a su cuenta?» para restablecerla.',
  'Ask one of these people for a new one.': 'Pida una nueva a una de estas personas.',
  'You are signed out everywhere': 'Se ha cerrado su sesión en todas partes',
  'Your password still works, because without it no administrator would be left. Sign in now, choose another password, and look at who else signs in as you.':
    'Su contraseña sigue valiendo, porque sin ella no quedaría ningún administrador. Inicie sesión ahora, elija otra contraseña y mire quién más inicia sesión como usted.',
  'Sign in': 'Iniciar sesión',
  'This link is over': 'Este enlace ya no vale',
  'It works once, and for three days. If you think that somebody else knows your password, ask your administrator to reset it.':
    'Vale una vez, durante tres días. Si cree que otra persona conoce su contraseña, pida a su administrador que la restablezca.',
  'Create a personal account': 'Crear una cuenta personal',
  'One account for every organisation here that invited you as a guest.':
    'Una sola cuenta para todas las organizaciones de aquí que le invitaron.',
  'Your e-mail address': 'Su dirección de correo electrónico',
  'Use the very address that was invited. We send a code there, to see that it is yours.':
    'Use exactamente la dirección que se invitó. Enviamos un código allí para ver que es suya.',
  'Send me a code': 'Enviarme un código',
  'I have a personal account': 'Tengo una cuenta personal',
  'Use another address': 'Usar otra dirección',
  'Who are you?': '¿Quién es usted?',
  'This address belongs to an organisation': 'Esta dirección es de una organización',
  'We wrote to {address}. The code in the letter works for fifteen minutes.':
    'Escribimos a {address}. El código del mensaje vale quince minutos.',
  'Send another letter': 'Enviar otro mensaje',
  'Your name, as others see it': 'Su nombre, como lo ven los demás',
  'Choose a password of at least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. It is not the password of your mailbox.':
    'Elija una contraseña de al menos {atLeast} caracteres. Unas palabras sin relación entre sí son fáciles de recordar y difíciles de adivinar. No es la contraseña de su buzón.',
  'Create the account': 'Crear la cuenta',
  'Addresses like this one belong to {organisation}, which looks after the accounts of its people. Sign in with the address itself; it needs no personal account.':
    'Las direcciones como esta son de {organisation}, que se encarga de las cuentas de su gente. Inicie sesión con la propia dirección; no necesita cuenta personal.',
  'Begin again': 'Empezar de nuevo',
  'You are invited to {organisation}': 'Tiene una invitación a {organisation}',
  '{inviter} asks you to come in as a guest. The invitation was sent to {address}.':
    '{inviter} le invita. La invitación se envió a {address}.',
  'Your e-mail address, the very one that was invited': 'Su dirección de correo electrónico, la misma que se invitó',
  'We send a code there, to see that it is yours.': 'Enviamos un código allí para ver que es suya.',
  'The link works until {day}. If you do not want to come, close this page.':
    'El enlace vale hasta el {day}. Si no quiere venir, cierre esta página.',
  'That did not work': 'Eso no funcionó',
  'Become a guest of {organisation}': 'Ser invitado de {organisation}',
  'Or without a password here, if you are known there by this address:':
    'O sin contraseña aquí, si allí se le conoce por esta dirección:',
  'Accept with {provider}': 'Aceptar con {provider}',
  'You sign in with {provider} from now on.': 'A partir de ahora inicia sesión con {provider}.',
  '{organisation} may see my name, {name}, and my address':
    '{organisation} puede ver mi nombre, {name}, y mi dirección',
  'Accept the invitation': 'Aceptar la invitación',
  'You did not come back with an answer.': 'No volvió con ninguna respuesta.',
  'Open the invitation again': 'Abrir la invitación de nuevo',
  'A code is on its way to {address}. It works for fifteen minutes.':
    'Un código va en camino a {address}. Vale quince minutos.',
  'Choose a password for signing in here, of at least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. It is not the password of your mailbox.':
    'Elija una contraseña para iniciar sesión aquí, de al menos {atLeast} caracteres. Unas palabras sin relación entre sí son fáciles de recordar y difíciles de adivinar. No es la contraseña de su buzón.',
  Welcome: 'Le damos la bienvenida',
  'You are a guest of {organisation} now.': 'Ahora es invitado de {organisation}.',
  'Sign in with {address} and the password you chose.': 'Inicie sesión con {address} y la contraseña que eligió.',
  'Sign in with {provider}: there is a button for it.': 'Inicie sesión con {provider}: hay un botón para ello.',
  'A link works once, for thirty days, and only the last one that was sent. If you have accepted already, sign in with the address that was invited. If not, ask whoever invited you to do it again.':
    'Un enlace vale una vez, durante treinta días, y solo el último que se envió. Si ya aceptó, inicie sesión con la dirección que se invitó. Si no, pida a quien le invitó que lo haga de nuevo.',
  Admin: 'Administración',
  'People, groups, licences, apps, policies, and why somebody cannot sign in':
    'Personas, grupos, licencias, aplicaciones, directivas y por qué alguien no puede iniciar sesión',
  'Signed in as {person}': 'Sesión iniciada como {person}',
  'No app has been given to you yet. The people below can change that.':
    'Aún no se le ha dado ninguna aplicación. Las personas de abajo pueden cambiarlo.',
  "Why can't I open this?": '¿Por qué no puedo abrirla?',
  'Welcome to Admit': 'Le damos la bienvenida a Admit',
  'This server is empty. Name your organisation and make its first administrator.':
    'Este servidor está vacío. Dé nombre a su organización y cree su primer administrador.',
  Organisation: 'Organización',
  'Your name': 'Su nombre',
  "The domain after the @ becomes the organisation's first domain.":
    'El dominio que sigue a la @ será el primer dominio de la organización.',
  'At least 15 characters: a few unrelated words are easy to remember and hard to guess.':
    'Al menos 15 caracteres: unas palabras sin relación entre sí son fáciles de recordar y difíciles de adivinar.',
  Begin: 'Empezar',
} as const satisfies Readonly<Record<keyof typeof german, string>>
