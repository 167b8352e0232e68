import type { signin as german } from '../de/signin.ts'

/** The pages of a sign-in, of a reset and of help. */
export const signin = {
  'Admit signs you in to {organisation}': 'Admit inicia su sesión en {organisation}',
  'Switch account': 'Cambiar de cuenta',
  'Sign out': 'Cerrar sesión',
  'Try again': 'Intentarlo de nuevo',
  'My apps': 'Mis aplicaciones',
  'Open {address}': 'Abrir {address}',
  'This is our fault, not yours. Try again in a moment.':
    'Es culpa nuestra, no suya. Inténtelo de nuevo en un momento.',
  "This isn't your organisation's sign-in address. It may have been typed wrong, or be an old one.":
    'Esta no es la dirección de inicio de sesión de su organización. Puede estar mal escrita o ser antigua.',
  'Go back and try again, or start from your apps.':
    'Vuelva atrás e inténtelo de nuevo, o empiece desde sus aplicaciones.',
  'For whoever helps you': 'Para quien le ayude',
  Code: 'Código',
  Time: 'Hora',
  'Correlation id': 'Id. de correlación',
  'Who can help': 'Quién puede ayudar',
  Copy: 'Copiar',
  Copied: 'Copiado',
  'A few details': 'Algunos datos',
  'We need a few details before you continue': 'Necesitamos algunos datos antes de continuar',
  '{organisation} asks for them once, and keeps them in your profile.':
    '{organisation} los pide una vez y los guarda en su perfil.',
  Continue: 'Continuar',
  'Choose one': 'Elegir',
  'Signed in': 'Sesión iniciada',
  'Signed out': 'Sesión cerrada',
  'Choose an account': 'Elegir una cuenta',
  'Use another account': 'Usar otra cuenta',
  'Forget an account': 'Olvidar una cuenta',
  'Forget {account}': 'Olvidar {account}',
  "Can't access your account?": '¿No puede acceder a su cuenta?',
  'Choose an account used here before': 'Elegir una cuenta ya usada aquí',
  'If you say yes, this browser keeps you signed in, also after you close it, until you have not used it for a day. Say no where others use it too.':
    'Si dice que sí, este navegador mantiene su sesión iniciada, también después de cerrarlo, hasta que pase un día sin usarlo. Diga que no si otras personas también lo usan.',
  'If you say yes, this browser keeps you signed in, also after you close it, until you have not used it for {days} days. Say no where others use it too.':
    'Si dice que sí, este navegador mantiene su sesión iniciada, también después de cerrarlo, hasta que pasen {days} días sin usarlo. Diga que no si otras personas también lo usan.',
  'Stay signed in?': '¿Mantener la sesión iniciada?',
  "Don't show this again": 'No volver a mostrar esto',
  No: 'No',
  Yes: 'Sí',
  'Close the browser if others use this computer.': 'Cierre el navegador si otras personas usan este equipo.',
  'Still signed in with this browser:': 'Aún con sesión iniciada en este navegador:',
  'Sign out of all': 'Cerrar todas las sesiones',
  'You are signed out': 'Ha cerrado la sesión',
  'You may still be signed in at {name}, and come in here without a password by it.':
    'Puede que siga con la sesión iniciada en {name} y así entre aquí sin contraseña.',
  'Sign out of {name} too': 'Cerrar sesión también en {name}',
  'Sign in again': 'Iniciar sesión de nuevo',
  'Sign in with a personal account': 'Iniciar sesión con una cuenta personal',
  'Sign in at {provider}': 'Iniciar sesión en {provider}',
  'Your personal account says who you are.': 'Su cuenta personal dice quién es usted.',
  '{provider} says who you are.': '{provider} dice quién es usted.',
  'You come back here when you are done.': 'Después volverá aquí.',
  'Go on to your personal account': 'Continuar a su cuenta personal',
  'Go on to {provider}': 'Continuar a {provider}',
  'a personal account': 'una cuenta personal',
  'Sign in with {provider}': 'Iniciar sesión con {provider}',
  'Reset your password': 'Restablecer su contraseña',
  'You prove who you are, first with a code that is sent to you, and choose a new password.':
    'Demuestra quién es, primero con un código que se le envía, y elige una nueva contraseña.',
  'Sign-in name': 'Nombre de inicio de sesión',
  Next: 'Siguiente',
  'Back to sign-in': 'Volver al inicio de sesión',
  Stop: 'Detener',
  'No code arrives': 'No llega ningún código',
  'Nobody is named here. Ask whoever runs the computers of your organisation.':
    'Aquí no se nombra a nadie. Pregunte a quien lleve los equipos de su organización.',
  'Enter your code': 'Escriba su código',
  'Open your authenticator app and type the six digits it shows for {organisation}.':
    'Abra su aplicación de autenticación y escriba los seis dígitos que muestra para {organisation}.',
  'Choose a new password': 'Elija una nueva contraseña',
  'At least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. You will be signed out everywhere.':
    'Al menos {atLeast} caracteres. Unas palabras sin relación entre sí son fáciles de recordar y difíciles de adivinar. Se cerrará su sesión en todas partes.',
  'Your account is locked after wrong passwords. If you know your password after all:':
    'Su cuenta está bloqueada tras contraseñas incorrectas. Si después de todo sabe su contraseña:',
  'Only unlock my account': 'Solo desbloquear mi cuenta',
  'One more proof is needed: another code is on its way {to}. It works for fifteen minutes.':
    'Hace falta una prueba más: otro código va en camino {to}. Vale quince minutos.',
  'If you may reset this password yourself, a code is on its way {to}. It works for fifteen minutes.':
    'Si puede restablecer esta contraseña usted mismo, un código va en camino {to}. Vale quince minutos.',
  'What is on file of you may be out of date: then one of these people helps you.':
    'Sus datos registrados pueden estar anticuados: entonces le ayuda una de estas personas.',
  'Look among unwanted mail. Not every organisation lets people reset their password, and not everybody has an address or a number on file there: then one of these people does it for you.':
    'Mire en el correo no deseado. No todas las organizaciones permiten que cada uno restablezca su contraseña, y no siempre hay una dirección o un número registrados: entonces lo hace por usted una de estas personas.',
  'Use another way': 'Usar otra forma',
  'Your password is changed': 'Su contraseña se ha cambiado',
  'Your account is unlocked': 'Su cuenta está desbloqueada',
  'Sign in with the password you have.': 'Inicie sesión con la contraseña que tiene.',
  'Enter your password': 'Escriba su contraseña',
  'Use a passkey instead': 'Usar mejor una clave de acceso',
  'You signed in with a temporary password. Choose one that only you know.':
    'Inició sesión con una contraseña temporal. Elija una que solo usted conozca.',
  'At least {atLeast} characters. A few unrelated words are easy to remember and hard to guess.':
    'Al menos {atLeast} caracteres. Unas palabras sin relación entre sí son fáciles de recordar y difíciles de adivinar.',
  'Sign in with a passkey': 'Iniciar sesión con una clave de acceso',
  'A guest?': '¿Es un invitado?',
  'No account?': '¿No tiene cuenta?',
  'Create one': 'Crear una',
  'Permissions for {app}': 'Permisos para {app}',
  '{app} asks for your permission': '{app} pide su permiso',
  'From {publisher}. If you agree, {app} will be able to:': 'De {publisher}. Si acepta, {app} podrá:',
  'Agree for everybody in the organisation': 'Aceptar para toda la organización',
  Agree: 'Aceptar',
  "Don't agree": 'No aceptar',
  'Signing you in': 'Iniciando su sesión',
  'Go on': 'Continuar',
  'A code is on its way to {address}. It works once, for ten minutes.':
    'Un código va en camino a {address}. Vale una vez, durante diez minutos.',
  'A text message with a code is on its way to {number}. It works once, for ten minutes.':
    'Un SMS con un código va en camino a {number}. Vale una vez, durante diez minutos.',
  '{number} is being called, and a code read aloud. It works once, for ten minutes.':
    'Se está llamando a {number} y se lee un código en voz alta. Vale una vez, durante diez minutos.',
  'No code was sent to {address}.': 'No se envió ningún código a {address}.',
  'E-mail address': 'Dirección de correo electrónico',
  'Phone number, with its country': 'Número de teléfono, con el prefijo del país',
  'Waiting for your passkey…': 'Esperando su clave de acceso…',
  'The passkey was not used. Try again, or use another way.':
    'La clave de acceso no se usó. Inténtelo de nuevo o use otra forma.',
  'This device or security key is set up for you already.':
    'Este dispositivo o esta llave de seguridad ya está configurado para usted.',
  'Passkeys do not work at this address of the sign-in page.':
    'Las claves de acceso no funcionan en esta dirección de la página de inicio de sesión.',
  'The page could not be loaded whole. Try again.': 'La página no se pudo cargar entera. Inténtelo de nuevo.',
  'The page has been open for too long. Load it again.':
    'La página ha estado abierta demasiado tiempo. Cárguela de nuevo.',
  'Use another way.': 'Use otra forma.',
  'Ask whoever helps you, who can let you in another way.':
    'Pregunte a quien le ayude; puede dejarle entrar de otra forma.',
  'Your e-mail address on file may be out of date.':
    'Su dirección de correo electrónico registrada puede estar anticuada.',
  'Your phone number on file may be out of date.': 'Su número de teléfono registrado puede estar anticuado.',
  'What we sent to you did not arrive.': 'Lo que le enviamos no llegó.',
  'What we sent to {address} did not arrive.': 'Lo que enviamos a {address} no llegó.',
  'Use your passkey': 'Use su clave de acceso',
  'Have your device or security key at hand.': 'Tenga a mano su dispositivo o su llave de seguridad.',
  'A passkey needs a script of this page, and your browser runs none. Use another way.':
    'Una clave de acceso necesita un script de esta página y su navegador no ejecuta ninguno. Use otra forma.',
  'Enter a recovery code': 'Escriba un código de recuperación',
  'Type one of the codes you kept when you made them. Each works once.':
    'Escriba uno de los códigos que guardó cuando los creó. Cada uno vale una vez.',
  'Type the code of: {method}': 'Escriba este código: {method}',
  '{method} “{name}”': '{method} «{name}»',
  '{method} to {address}': '{method} a {address}',
  Reference: 'Referencia',
  App: 'Aplicación',
  'Your sign-in name looks like {example}. It can differ from the name you use on your computer.':
    'Su nombre de inicio de sesión es como {example}. Puede ser distinto del nombre que usa en su equipo.',
  'After several wrong passwords, wait fifteen minutes before the next try.':
    'Tras varias contraseñas incorrectas, espere quince minutos antes del siguiente intento.',
  'Keep the reference number of your last try: whoever helps you can see what stands in the way.':
    'Guarde el número de referencia de su último intento: quien le ayude puede ver qué lo impide.',
  'Your sign-in name': 'Su nombre de inicio de sesión',
  'Find who can help': 'Buscar quién puede ayudar',
  'Do you want to sign out?': '¿Quiere cerrar la sesión?',
  'An app asks to sign {person} out here and everywhere you used this sign-in.':
    'Una aplicación pide cerrar la sesión de {person} aquí y en todas partes donde la usó.',
  'Stay signed in': 'Mantener la sesión iniciada',
  'Set up a second factor': 'Configurar un segundo factor',
  'Your organisation asks for a second proof that it is you.':
    'Su organización pide una segunda prueba de que es usted.',
  'Scan this with an authenticator app, then type the code it shows.':
    'Escanee esto con una aplicación de autenticación y escriba el código que muestra.',
  'Set up a passkey instead': 'Configurar mejor una clave de acceso',
  'Not now': 'Ahora no',
  'Set up a passkey': 'Configurar una clave de acceso',
  'Have your security key at hand, or use this device: its screen lock is enough.':
    'Tenga a mano su llave de seguridad o use este dispositivo: basta su bloqueo de pantalla.',
  'A passkey needs a script of this page, and your browser runs none. Use another browser.':
    'Una clave de acceso necesita un script de esta página y su navegador no ejecuta ninguno. Use otro navegador.',
  'Get codes by e-mail or phone instead': 'Recibir mejor códigos por correo electrónico o teléfono',
  'Get codes by e-mail instead': 'Recibir mejor códigos por correo electrónico',
  'Get codes by phone instead': 'Recibir mejor códigos por teléfono',
  'This is a shared computer': 'Este es un equipo compartido',
  'You may still be signed in to {apps}: no answer came from there yet, and it is told again.':
    'Es posible que siga con la sesión iniciada en {apps}: todavía no ha respondido y se le avisará de nuevo.',
  'Where your password came from, only its first 72 bytes counted, and whatever followed was taken. Choose a new one, which counts to its end.':
    'En el sistema del que procede su contraseña solo contaban los primeros 72 bytes y lo demás daba igual. Elija una nueva, que cuente hasta el final.',
  'An administrator of {organisation} had your password reset, and this link sent to you. It works once, until {until}.':
    'La administración de {organisation} restableció su contraseña e hizo que se le enviara este enlace. Sirve una vez, hasta {until}.',
  'If you did not ask for it, close this page and ask them why.':
    'Si no lo pidió, cierre esta página y pregunte el motivo.',
  'This link is over': 'Este enlace ya no es válido',
  'A link to choose a new password works once, for {hours} hours, and only the last one that was sent to you. If you have chosen a password already, sign in with it. If not, ask your administrator for another link.':
    'Un enlace para elegir una contraseña nueva sirve una vez, durante {hours} horas, y solo el último que se le envió. Si ya eligió una contraseña, inicie sesión con ella. Si no, pida otro enlace a su administrador.',
  'Passwords of your organisation are reset by an administrator.':
    'Las contraseñas de su organización las restablece un administrador.',
  'Find my administrator or support person': 'Encontrar a mi administrador o persona de soporte',
} as const satisfies Readonly<Record<keyof typeof german, string>>
