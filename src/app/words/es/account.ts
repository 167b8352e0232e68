import type { account as german } from '../de/account.ts'

/** The pages of one's own account. */
export const account = {
  'You are signed out everywhere. Sign in with your new password.':
    'Se ha cerrado su sesión en todas partes. Inicie sesión con su nueva contraseña.',
  'The authenticator app is set up.': 'La aplicación de autenticación está configurada.',
  'The passkey is set up. Give it a name below, so that you know it from others.':
    'La clave de acceso está configurada. Póngale un nombre abajo para distinguirla de otras.',
  'The passkey could not be set up. Try again, or add an authenticator app.':
    'No se pudo configurar la clave de acceso. Inténtelo de nuevo o añada una aplicación de autenticación.',
  'Codes can be sent there from now on.': 'A partir de ahora se pueden enviar códigos ahí.',
  'The name is changed.': 'El nombre se ha cambiado.',
  'You are asked for this one first from now on.': 'A partir de ahora se le pedirá este primero.',
  'The method is removed.': 'El método se ha quitado.',
  'Your password is changed. You are signed out everywhere but here.':
    'Su contraseña se ha cambiado. Se ha cerrado su sesión en todas partes menos aquí.',
  'You are reached there from now on.': 'A partir de ahora se le contacta ahí.',
  'It is taken away.': 'Se ha quitado.',
  'That browser is signed out, with the apps that were opened in it.':
    'Se ha cerrado la sesión de ese navegador, con las aplicaciones que se abrieron en él.',
  'You are signed out everywhere but here.': 'Se ha cerrado su sesión en todas partes menos aquí.',
  'That browser was signed out already.': 'La sesión de ese navegador ya estaba cerrada.',
  'mobile number': 'número de móvil',
  'alternate mobile number': 'segundo número de móvil',
  'office number': 'número de la oficina',
  'Send it by e-mail': 'Enviarlo por correo electrónico',
  'Send it as a text message': 'Enviarlo por SMS',
  'Call me': 'Llamarme',
  'Use my authenticator app': 'Usar mi aplicación de autenticación',
  'to the e-mail address that your organisation has of you':
    'a la dirección de correo electrónico que su organización tiene de usted',
  'to the phone number that your organisation has of you': 'al número de teléfono que su organización tiene de usted',
  'to the e-mail address or the phone number that your organisation has of you':
    'a la dirección de correo electrónico o al número de teléfono que su organización tiene de usted',
  'to you, in a text message to the phone number that your organisation has of you':
    'hacia usted, en un SMS al número de teléfono que su organización tiene de usted',
  'to you, in a call to the phone number that your organisation has of you':
    'hacia usted, en una llamada al número de teléfono que su organización tiene de usted',
  'an e-mail address that you read without this password':
    'una dirección de correo electrónico que lea sin esta contraseña',
  'a phone number': 'un número de teléfono',
  'an authenticator app': 'una aplicación de autenticación',
  'help desk': 'servicio de asistencia',
  'administrator of accounts': 'administrador de cuentas',
  administrator: 'administrador',
  'Sign you in': 'Iniciar su sesión',
  'See your name and sign-in name': 'Ver su nombre y su nombre de inicio de sesión',
  'See your e-mail address': 'Ver su dirección de correo electrónico',
  'Keep you signed in while you are away': 'Mantener su sesión iniciada mientras no está',
  'Personal accounts': 'Cuentas personales',
  'Change my password': 'Cambiar mi contraseña',
  'My sign-in methods': 'Mis métodos de inicio de sesión',
  'I forgot my password': 'He olvidado mi contraseña',
  'Confirm first that it is you, with your second factor.': 'Confirme primero que es usted, con su segundo factor.',
  'Confirm that it is you': 'Confirmar que es usted',
  'You have no password here.': 'Aquí no tiene contraseña.',
  'You sign in at {provider}. Change your password there.':
    'Usted inicia sesión en {provider}. Cambie su contraseña allí.',
  'At least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. You will be signed out everywhere but here.':
    'Al menos {atLeast} caracteres. Unas palabras sin relación entre sí son fáciles de recordar y difíciles de adivinar. Se cerrará su sesión en todas partes menos aquí.',
  'The password you have': 'Su contraseña actual',
  'New password': 'Nueva contraseña',
  'The same again': 'La misma otra vez',
  'Change password': 'Cambiar contraseña',
  'Add codes by e-mail': 'Añadir códigos por correo electrónico',
  'Send a code by e-mail': 'Enviar un código por correo electrónico',
  'Add codes by phone': 'Añadir códigos por teléfono',
  'Send a code by text message': 'Enviar un código por SMS',
  'Call me instead': 'Mejor llamarme',
  'Enter the code we sent': 'Escriba el código que enviamos',
  'What you call it (you may leave this empty)': 'Cómo lo llama (puede dejarlo vacío)',
  'Finish set-up': 'Terminar la configuración',
  'Confirm that it is yours': 'Confirmar que es suyo',
  'Send another code': 'Enviar otro código',
  'How I am reached': 'Cómo se me contacta',
  'My personal account': 'Mi cuenta personal',
  'One account for every organisation here that invited {address} as a guest.':
    'Una sola cuenta para todas las organizaciones de aquí que invitaron a {address}.',
  'Where it is known': 'Dónde se conoce',
  'No organisation knows you by it yet. Open the invitation that you were sent, and accept it with your personal account.':
    'Ninguna organización le conoce aún por ella. Abra la invitación que recibió y acéptela con su cuenta personal.',
  'Delete it': 'Eliminarla',
  'Your name, your address, your password and everything you sign in with are erased at once, and nobody brings them back. Organisations keep what they have of you as their guest, and you come to them no more unless they invite you again. To have that deleted too, ask them.':
    'Su nombre, su dirección, su contraseña y todo lo que usa para iniciar sesión se borran de inmediato y nadie puede recuperarlos. Las organizaciones conservan lo que tienen de usted como invitado, y usted no vuelve a entrar en ellas si no le invitan de nuevo. Para que eso también se elimine, diríjase a ellas.',
  'Confirm first that it is you': 'Confirmar primero que es usted',
  'Delete my personal account, for good': 'Eliminar mi cuenta personal para siempre',
  'Delete my account': 'Eliminar mi cuenta',
  'Your personal account is deleted': 'Su cuenta personal se ha eliminado',
  'Nothing of it is left here but that it was deleted.': 'Aquí no queda nada de ella, salvo que se eliminó.',
  'Too many codes were wrong: none is taken until {when}. If you did not type them, somebody knows your password.':
    'Hubo demasiados códigos incorrectos: no se acepta ninguno hasta el {when}. Si no los escribió usted, alguien conoce su contraseña.',
  'To change anything, confirm first that it is you.': 'Para cambiar algo, confirme primero que es usted.',
  Password: 'Contraseña',
  'You have none.': 'No tiene ninguna.',
  'Chosen {when}': 'Elegida el {when}',
  'Recovery codes': 'Códigos de recuperación',
  'Where I am signed in': 'Dónde he iniciado sesión',
  'Add a passkey': 'Añadir una clave de acceso',
  'Add a method': 'Añadir un método',
  'Add an authenticator app': 'Añadir una aplicación de autenticación',
  Change: 'Cambiar',
  Name: 'Nombre',
  'Save the name': 'Guardar el nombre',
  'Ask me for this one first': 'Pedirme este primero',
  'It is your only method. Where a second factor is asked for, you set up another one at your next sign-in.':
    'Es su único método. Donde se pida un segundo factor, configurará otro en el próximo inicio de sesión.',
  'Remove {method}': 'Quitar {method}',
  '. You are asked for it first.': '. Se le pide primero.',
  '. It no longer counts: set up a new one.': '. Ya no cuenta: configure uno nuevo.',
  'Your organisation does not allow it any more. To set up another, ask your administrator for a Temporary Access Pass.':
    'Su organización ya no permite este método. Para configurar otro, pida un pase de acceso temporal a su administrador.',
  'What was sent there {when} did not arrive. If it is out of date, add the new one and remove this.':
    'Lo que se envió ahí el {when} no llegó. Si está anticuado, añada el nuevo y quite este.',
  'added {when}': 'añadido el {when}',
  'to {address}, added {when}': 'a {address}, añadido el {when}',
  'not used yet': 'aún sin usar',
  'last used {when}': 'usado por última vez el {when}',
  'For a day when you have nothing else at hand. You have none.':
    'Para un día en que no tenga otra cosa a mano. No tiene ninguno.',
  'All of them are used up. Make new ones.': 'Todos están usados. Cree otros nuevos.',
  '{left} of 10 are left. Each works once.': 'Quedan {left} de 10. Cada uno vale una vez.',
  'Make recovery codes': 'Crear códigos de recuperación',
  'Make new recovery codes': 'Crear nuevos códigos de recuperación',
  'The ones you have then cease to work.': 'Los que tiene dejarán entonces de valer.',
  'Your recovery codes': 'Sus códigos de recuperación',
  'Print them or copy them to where only you look. Each works once, in the place of your second factor.':
    'Imprímalos o cópielos donde solo usted mire. Cada uno vale una vez, en lugar de su segundo factor.',
  'They are not shown again.': 'No se mostrarán de nuevo.',
  'I have kept them': 'Los he guardado',
  Print: 'Imprimir',
  'Scan this with the app, then type the code it shows.':
    'Escanee esto con la aplicación y escriba el código que muestra.',
  'QR code for your authenticator app': 'Código QR para su aplicación de autenticación',
  "I can't scan it": 'No puedo escanearlo',
  '{link}, or add an account by hand with this key:': '{link}, o añada una cuenta a mano con esta clave:',
  'Open it in the authenticator app on this device': 'Ábralo en la aplicación de autenticación de este dispositivo',
  'Code from the app': 'Código de la aplicación',
  'My phone': 'Mi teléfono',
  "If you don't know one of these, sign it out and change your password.":
    'Si no reconoce alguno, cierre su sesión y cambie su contraseña.',
  'Sign out everywhere but here': 'Cerrar sesión en todas partes menos aquí',
  'A browser we do not know': 'Un navegador desconocido',
  'This browser, signed in on a shared computer {when}':
    'Este navegador, con sesión iniciada en un equipo compartido el {when}',
  'This browser, signed in {when}': 'Este navegador, con sesión iniciada el {when}',
  'Signed in on a shared computer {when}': 'Sesión iniciada en un equipo compartido el {when}',
  'Signed in {when}': 'Sesión iniciada el {when}',
  'Opened there: {apps}.': 'Abierto ahí: {apps}.',
  ' from {address}': ' desde {address}',
  ', last there {when}': ', visto por última vez el {when}',
  'You are told here when something about your account changes, and a forgotten password is reset by a code that is sent here.':
    'Aquí se le avisa cuando cambia algo en su cuenta, y una contraseña olvidada se restablece con un código que se envía aquí.',
  'None. {address} of the directory is used.': 'Ninguna. Se usa {address} del directorio.',
  'None.': 'Ninguna.',
  Add: 'Añadir',
  'Take away': 'Quitar',
  'Send a code in a call': 'Enviar un código en una llamada',
  'Change: {what}': 'Cambiar: {what}',
  "That code didn't work. Use the newest one, of the account you have just added.":
    'Ese código no era correcto. Use el más reciente de la cuenta que acaba de añadir.',
  "That code didn't work, because your phone's clock is {off}. Let it set its time automatically, then use the newest code.":
    'Ese código no era correcto porque el reloj de su teléfono va {off}. Deje que ajuste la hora automáticamente y use el código más reciente.',
  'Before you forget your password': 'Antes de que olvide su contraseña',
  'Or:': 'O bien:',
  'Set up an authenticator app': 'Configurar una aplicación de autenticación',
  'What was sent to {address} did not arrive.': 'Lo que se envió a {address} no llegó.',
  'If you ever forget it, you get back in with a code that is sent to you.':
    'Si alguna vez la olvida, vuelve a entrar con un código que se le envía.',
  'Give {what}.': 'Indique {what}.',
  'If you ever forget it, you get back in with two proofs: a code that is sent to you and, best, one of an authenticator app. You have no such app yet.':
    'Si alguna vez la olvida, vuelve a entrar con dos pruebas: un código que se le envía y, mejor, uno de una aplicación de autenticación. Aún no tiene esa aplicación.',
  'Are you still reached here?': '¿Se le puede contactar todavía aquí?',
  'A code is sent here if you forget your password, and you are told when something about your account changes.':
    'Aquí se envía un código si olvida su contraseña, y se le avisa cuando cambia algo en su cuenta.',
  'These are right': 'Son correctos',
  'Change them': 'Cambiarlos',
  'Ask me again tomorrow': 'Preguntarme mañana',
} as const satisfies Readonly<Record<keyof typeof german, string>>
