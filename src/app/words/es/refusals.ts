import type { refusals as german } from '../de/refusals.ts'

/** What errors and wrong answers are said with. */
export const refusals = {
  'Your role does not allow this': 'Su rol no permite esto',
  'Prove again that it is you': 'Demuestre de nuevo que es usted',
  'Sign in again: this asks for more than you have proved':
    'Inicie sesión de nuevo: aquí se pide más de lo que ha demostrado',
  'You are not let in here': 'Aquí no se le permite entrar',
  'Sign in first': 'Inicie sesión primero',
  'The token is not valid here': 'El token no vale aquí',
  'Your role does not allow this change': 'Su rol no permite este cambio',
  'Something changed meanwhile; look again': 'Algo ha cambiado mientras tanto; mire de nuevo',
  'The person is reached by one already': 'Este dato de contacto ya está registrado',
  'The person is not reached so': 'Este dato de contacto no está registrado',
  'The database is away for a moment': 'La base de datos no está disponible por un momento',
  'Something broke on our side': 'Algo ha fallado por nuestra parte',
  'This invitation is over': 'Esta invitación ya no vale',
  'Too many wrong codes; open the link again': 'Demasiados códigos incorrectos; abra el enlace de nuevo',
  'This link was used, or is too old': 'Este enlace ya se usó o es demasiado antiguo',
  'There is no such picture': 'No existe esa imagen',
  'No method is set up yet': 'Aún no hay ningún método configurado',
  'Your organisation does not allow this method': 'Su organización no permite este método',
  'There is no such session, or it has ended': 'No existe esa sesión o ha terminado',
  'There is no such sign-in method': 'No existe ese método de inicio de sesión',
  'This is over; begin again': 'Esto ha caducado; empiece de nuevo',
  'This password is too easy to guess': 'Esta contraseña es demasiado fácil de adivinar',
  'This password is not strong enough': 'Esta contraseña no es lo bastante segura',
  'This is not the password': 'Esta no es la contraseña',
  'Too many requests; wait a moment': 'Demasiadas solicitudes; espere un momento',
  'This server has no personal accounts': 'Este servidor no tiene cuentas personales',
  'This sign-up is over; begin it again': 'Este registro ha caducado; empiece de nuevo',
  'Too many wrong codes; begin again': 'Demasiados códigos incorrectos; empiece otra vez',
  'This form did not come from our page': 'Este formulario no vino de nuestra página',
  'The request is not well formed': 'La solicitud no está bien formada',
  'There is nothing at this address': 'No hay nada en esta dirección',
  'The request is too large': 'La solicitud es demasiado grande',
  'This is not an address of ours': 'Esta dirección no es nuestra',
  'This address is asked by another method': 'A esta dirección se accede con otro método',
  'This kind of content is not taken here': 'Este tipo de contenido no se acepta aquí',
  'This reset is over; start again': 'Este restablecimiento ha caducado; empiece de nuevo',
  'Too many wrong codes; start again': 'Demasiados códigos incorrectos; empiece de nuevo',
  'Too many people are signing in at this moment': 'Demasiadas personas están iniciando sesión en este momento',
  'This answer is not to a sign-in of this browser; start again':
    'Esta respuesta no es de ningún inicio de sesión de este navegador; empiece de nuevo',
  'This sign-in is over; start again': 'Este inicio de sesión ha caducado; empiece de nuevo',
  'No organisation here has this domain': 'Ninguna organización de aquí tiene este dominio',
  'There is no such organisation': 'No existe esa organización',
  'Another identity provider says who this person is': 'Otro proveedor de identidad dice quién es esta persona',
  'There is no such identity provider': 'No existe ese proveedor de identidad',
  'After this change too few administrators could sign in':
    'Tras este cambio, muy pocos administradores podrían iniciar sesión',
  'There is no such account': 'No existe esa cuenta',
  'This change cannot be made': 'Este cambio no se puede hacer',
  'There is no invitation that waits to be accepted': 'No hay ninguna invitación pendiente de aceptar',
  'No organisation here has this domain. Check what follows the @ in your sign-in name.':
    'Ninguna organización de aquí tiene este dominio. Compruebe lo que sigue a la @ en su nombre de inicio de sesión.',
  'Your browser did not bring back our cookie. Allow cookies for this site, then start again.':
    'Su navegador no devolvió nuestra cookie. Permita las cookies de este sitio y empiece de nuevo.',
  'Open the page again and fill it in once more.': 'Abra la página de nuevo y rellénela otra vez.',
  'Something is missing. Fill in every field.': 'Falta algo. Rellene todos los campos.',
  'That is too long: at most {limit} characters fit.': 'Es demasiado largo: caben como máximo {limit} caracteres.',
  'There are characters in it that nobody can type. Type it again.':
    'Contiene caracteres que nadie puede escribir. Escríbalo de nuevo.',
  'This is no e-mail address.': 'Esto no es una dirección de correo electrónico.',
  'This is no number with its country, such as +44 20 7946 0018.':
    'Esto no es un número con su prefijo de país, como +44 20 7946 0018.',
  'Begin again: this was begun elsewhere.': 'Empiece de nuevo: esto se empezó en otro lugar.',
  'No more codes are sent for this. Use another way, or start again later.':
    'Ya no se envían más códigos para esto. Use otra forma o empiece de nuevo más tarde.',
  'Your organisation does not allow codes to be sent so. Use another way.':
    'Su organización no permite enviar códigos así. Use otra forma.',
  'Too many codes were sent to you within the hour, so none is sent now. Use another way, or wait.':
    'Se le enviaron demasiados códigos en una hora, así que ahora no se envía ninguno. Use otra forma o espere.',
  'Codes are sent there already.': 'Ya se envían códigos ahí.',
  'Give an address that you read without the password of this account.':
    'Indique una dirección que lea sin la contraseña de esta cuenta.',
  'No more codes are sent for this. Start again, or ask one of those who can help.':
    'Ya no se envían más códigos para esto. Empiece de nuevo o pregunte a alguien que pueda ayudarle.',
  'No more codes are sent for this now. Open the link in your invitation again in an hour.':
    'Por ahora no se envían más códigos para esto. Abra de nuevo el enlace de su invitación dentro de una hora.',
  'Write your name, as others are to see it.': 'Escriba su nombre tal como deben verlo los demás.',
  'Write your name in at most 64 characters.': 'Escriba su nombre en 64 caracteres como máximo.',
  'Choose one.': 'Elija uno.',
  'Fill this in.': 'Rellene este campo.',
  'There are characters in it that nobody can see. Type it again.':
    'Contiene caracteres que nadie puede ver. Escríbalo de nuevo.',
  'Write a number like +33 612345678.': 'Escriba un número como +33 612345678.',
  'Write it in letters or numbers.': 'Escríbalo con letras o números.',
  'Write it in letters.': 'Escríbalo con letras.',
  'Your personal account is for another address than the one that was invited. Come with one for the very address that was invited, or have a code sent to it.':
    'Su cuenta personal es de otra dirección distinta de la invitada. Venga con una de la misma dirección que se invitó o haga que se le envíe un código allí.',
  'This invitation was sent to another address. Type the very address it came to. If you want to come with another one, ask whoever invited you to invite that one.':
    'Esta invitación se envió a otra dirección. Escriba exactamente la dirección a la que llegó. Si quiere venir con otra, pida a quien le invitó que invite a esa.',
  'Too many codes were sent to this address. Wait an hour, then open the link again.':
    'Se enviaron demasiados códigos a esta dirección. Espere una hora y abra el enlace de nuevo.',
  'There is a NUL in the address.': 'Hay un carácter NUL en la dirección.',
  'The address is not written as one.': 'La dirección no está bien escrita.',
  '{provider} cannot be asked at this moment. Try again in a few minutes, or have a code sent.':
    'No se puede consultar a {provider} en este momento. Inténtelo de nuevo en unos minutos o haga que se le envíe un código.',
  'The provider': 'El proveedor',
  '{provider} did not say who you are.': '{provider} no dijo quién es usted.',
  '{provider} does not say an address that it has seen to be yours. Have a code sent to it instead.':
    '{provider} no indica ninguna dirección que haya comprobado que es suya. Haga que se le envíe un código.',
  'At {provider} you are known by another address than the one that was invited. Sign in there with the very address that was invited, or have a code sent to it.':
    'En {provider} se le conoce por otra dirección distinta de la invitada. Inicie sesión allí con la misma dirección que se invitó o haga que se le envíe un código allí.',
  'Somebody here is linked with who you are at {provider} already. Sign in with {provider}.':
    'Alguien de aquí ya está vinculado con su identidad en {provider}. Inicie sesión con {provider}.',
  'Write an address like you@mail.example.': 'Escriba una dirección como you@mail.example.',
  'A code is on its way. Wait half a minute before you ask for another.':
    'Hay un código en camino. Espere medio minuto antes de pedir otro.',
  "That code didn't work. Use the newest one, within fifteen minutes.":
    'Ese código no era correcto. Use el más reciente antes de quince minutos.',
  'No more codes are sent to this address now. Try again in an hour.':
    'Por ahora no se envían más códigos a esta dirección. Inténtelo de nuevo dentro de una hora.',
  'No personal account can be made for this address. Use another one.':
    'No se puede crear una cuenta personal para esta dirección. Use otra.',
  'There is an account for this address by now. Sign in with it.':
    'Ya hay una cuenta para esta dirección. Inicie sesión con ella.',
  'The sign-in could not go on, and that is our fault. Start again from the app. Reference {ref}.':
    'El inicio de sesión no pudo continuar, y es culpa nuestra. Empiece de nuevo desde la aplicación. Referencia {ref}.',
  'The app sent a request we cannot use': 'La aplicación envió una solicitud que no podemos usar',
  'Start again from the app. If it happens again, tell its owner: {problem}.':
    'Empiece de nuevo desde la aplicación. Si vuelve a ocurrir, diga a su responsable: {problem}.',
  "That passkey didn't work here. Use another one, or another way. Reference {ref}.":
    'Esa clave de acceso no funcionó aquí. Use otra u otra forma. Referencia {ref}.',
  "That passkey didn't work here. Use another one, or another way.":
    'Esa clave de acceso no funcionó aquí. Use otra u otra forma.',
  'The passkey could not be set up. Try again, or use an authenticator app.':
    'No se pudo configurar la clave de acceso. Inténtelo de nuevo o use una aplicación de autenticación.',
  'This asks for the strongest you have set up. Without it, use a recovery code or ask who can help.':
    'Aquí se pide lo más fuerte que tenga configurado. Si no lo tiene, use un código de recuperación o pregunte a quien pueda ayudarle.',
  'Too many codes were wrong, so none is taken until {when}.':
    'Hubo demasiados códigos incorrectos, así que no se acepta ninguno hasta el {when}.',
  'One of the fields below needs another look.': 'Revise uno de los campos de abajo.',
  '{count} fields below need another look.': 'Revise {count} de los campos de abajo.',
  "That code didn't work. Use the newest one that was sent to you, within ten minutes.":
    'Ese código no era correcto. Use el más reciente que se le envió, antes de diez minutos.',
  'The two passwords differ. Type the same one twice.':
    'Las dos contraseñas son distintas. Escriba la misma dos veces.',
  'Many people are signing in at this moment. Wait a second, then try again.':
    'Muchas personas están iniciando sesión en este momento. Espere un segundo e inténtelo de nuevo.',
  'Many people are signing in at this moment. Wait {wait} seconds, then try again.':
    'Muchas personas están iniciando sesión en este momento. Espere {wait} segundos e inténtelo de nuevo.',
  'Choose a password you have not used before.': 'Elija una contraseña que no haya usado antes.',
  'Use at least {atLeast} characters. A few words make a good password.':
    'Use al menos {atLeast} caracteres. Unas cuantas palabras forman una buena contraseña.',
  'Use at most 256 characters.': 'Use 256 caracteres como máximo.',
  'Leave your name out of it.': 'No incluya su nombre.',
  'Leave the name of your organisation out of it.': 'No incluya el nombre de su organización.',
  'It is little more than words that everybody here would try. Use others, or more of them.':
    'Es poco más que palabras que aquí probaría cualquiera. Use otras, o más.',
  'That password is among the first ones an attacker tries.':
    'Esa contraseña está entre las primeras que prueba un atacante.',
  'It would soon be guessed. Add a word or two that have nothing to do with the rest.':
    'Se adivinaría pronto. Añada una o dos palabras que no tengan nada que ver con el resto.',
  'It was stolen elsewhere, from you or somebody else, and stands in lists that attackers try. Choose another.':
    'Fue robada en otro sitio, a usted o a otra persona, y está en listas que prueban los atacantes. Elija otra.',
  'The passwords of this domain are looked after by {provider}. Reset yours there.':
    'De las contraseñas de este dominio se encarga {provider}. Restablezca la suya allí.',
  'Tick the box, or close this page: without it you do not become a guest.':
    'Marque la casilla o cierre esta página: sin ello no se convierte en invitado.',
  'That code, or a newer one, was used already, and each works once. Wait until your app shows the next one.':
    'Ese código, o uno más reciente, ya se usó, y cada uno sirve una sola vez. Espere a que la aplicación muestre el siguiente.',
  "That code didn't work. Check that your phone sets its time automatically, and use the newest code.":
    'Ese código no ha servido. Compruebe que el teléfono ajusta la hora automáticamente y use el código más reciente.',
  'That recovery code was used already, and each works once. Take another one of your list.':
    'Ese código de recuperación ya se usó, y cada uno sirve una sola vez. Tome otro de su lista.',
  "That recovery code didn't work. Type one that you have not used yet, of the list that was made last.":
    'Ese código de recuperación no ha servido. Escriba uno que no haya usado todavía, de la última lista creada.',
  'A passkey proves without a code.': 'Una clave de acceso no necesita código.',
  'Reference {ref}.': 'Referencia {ref}.',
  'Too many codes were wrong, so none is taken for a while. Try again later, or ask one of those who can help.':
    'Demasiados códigos eran erróneos, así que durante un tiempo no se acepta ninguno. Inténtelo más tarde o pregunte a alguien que pueda ayudarle.',
  'Too many sign-ins or resets from your network went wrong. Try again in a second.':
    'Han fallado demasiados inicios de sesión o restablecimientos desde su red. Inténtelo de nuevo dentro de un segundo.',
  'Too many sign-ins or resets from your network went wrong. Try again in {wait} seconds.':
    'Han fallado demasiados inicios de sesión o restablecimientos desde su red. Inténtelo de nuevo dentro de {wait} segundos.',
  'This link was used, or is over': 'Este enlace ya se usó o ha caducado',
  'The person has shown that this is theirs, and nobody else changes it':
    'La persona ha demostrado que esto es suyo; nadie más lo cambia',
  'Nobody signs in with a text message alone here': 'Nadie inicia sesión aquí solo con un mensaje de texto',
  'This password is set aside': 'Esta contraseña está anulada',
  'Nobody resets their own password here': 'Aquí nadie restablece su propia contraseña',
  'An administrator had your password reset: choose a new one by the link that was sent to you, or ask them for another.':
    'Un administrador restableció su contraseña: elija una nueva con el enlace que se le envió o pida otro.',
} as const satisfies Readonly<Record<keyof typeof german, string>>
