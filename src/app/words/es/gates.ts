import type { gates as german } from '../de/gates.ts'

/** What gates and causes tell the person. */
export const gates = {
  "We don't know this app": 'No conocemos esta aplicación',
  "We don't know the app you came from. Open it from your apps, or tell its owner. Reference {ref}.":
    'No conocemos la aplicación desde la que viene. Ábrala desde sus aplicaciones o avise a su responsable. Referencia {ref}.',
  'This app was deleted': 'Esta aplicación se ha eliminado',
  '{app} was deleted here, and nobody can open it. If you need it, tell its owner. Reference {ref}.':
    '{app} se ha eliminado aquí y nadie puede abrirla. Si la necesita, avise a su responsable. Referencia {ref}.',
  'The address to return to is not registered': 'La dirección de retorno no está registrada',
  'The app asked us to send you to an address that is not registered for it, so we stopped. Tell the owner of the app. Reference {ref}.':
    'La aplicación nos pidió enviarle a una dirección que no está registrada para ella, así que nos detuvimos. Avise al responsable de la aplicación. Referencia {ref}.',
  'Not a sign-in name': 'No es un nombre de inicio de sesión',
  'Type your full sign-in name, like name@company.com. It may differ from the name you use on your computer.':
    'Escriba su nombre de inicio de sesión completo, como name@company.com. Puede ser distinto del nombre que usa en su equipo.',
  'The identity provider is not reached': 'No se puede contactar con el proveedor de identidad',
  "We couldn't reach {provider}, where you prove who you are. Try again in a few minutes. Reference {ref}.":
    'No pudimos contactar con {provider}, donde usted demuestra quién es. Inténtelo de nuevo en unos minutos. Referencia {ref}.',
  'Another identity provider knows the person': 'Otro proveedor de identidad conoce a la persona',
  'Your organisation sends you to {provider}, and you are known here by another one. Your administrator can put that right. Reference {ref}.':
    'Su organización le dirige a {provider}, pero aquí se le conoce por otro proveedor. Su administrador puede corregirlo. Referencia {ref}.',
  'The identity provider did not answer correctly': 'El proveedor de identidad no respondió correctamente',
  '{provider}, where you prove who you are, did not answer correctly. Start again; if it happens again, tell your administrator. Reference {ref}.':
    '{provider}, donde usted demuestra quién es, no respondió correctamente. Empiece de nuevo; si vuelve a ocurrir, avise a su administrador. Referencia {ref}.',
  'The identity provider said no': 'El proveedor de identidad dijo que no',
  '{provider}, where you prove who you are, did not let you through. Start again, or ask there. Reference {ref}.':
    '{provider}, donde usted demuestra quién es, no le dejó pasar. Empiece de nuevo o pregunte allí. Referencia {ref}.',
  'Somebody else is signed in at the identity provider': 'En el proveedor de identidad ha iniciado sesión otra persona',
  'At {provider} you are signed in as somebody else than you named here. Sign out there, then start again. Reference {ref}.':
    'En {provider} ha iniciado sesión como otra persona distinta de la que indicó aquí. Cierre la sesión allí y empiece de nuevo. Referencia {ref}.',
  'The identity provider means somebody else by this name':
    'El proveedor de identidad se refiere a otra persona con este nombre',
  'Whom {provider} says you are does not fit with what we know. Your administrator can put that right. Reference {ref}.':
    'Quien {provider} dice que es usted no coincide con lo que sabemos. Su administrador puede corregirlo. Referencia {ref}.',
  'Nobody here is known by this identity': 'Aquí no se conoce a nadie con esta identidad',
  '{provider} knows you, and nobody here does by it. If you were invited, open the link in the invitation and accept it with {provider} there. Reference {ref}.':
    '{provider} le conoce, pero aquí no se conoce a nadie por esa vía. Si le invitaron, abra el enlace de la invitación y acéptela con {provider}. Referencia {ref}.',
  'Nobody comes by this identity provider any more': 'Ya nadie entra por este proveedor de identidad',
  'The way by which you signed in is closed here. Sign in again in another way, or ask whoever invited you for one.':
    'La forma en que inició sesión está cerrada aquí. Inicie sesión de otra forma o pregunte a quien le invitó.',
  'A password is asked for': 'Se pide una contraseña',
  'Enter your password.': 'Escriba su contraseña.',
  'The Temporary Access Pass is over': 'El pase de acceso temporal ha caducado',
  'Your Temporary Access Pass is over. Ask your administrator for a new one. Reference {ref}.':
    'Su pase de acceso temporal ha caducado. Pida uno nuevo a su administrador. Referencia {ref}.',
  'The Temporary Access Pass is used up': 'El pase de acceso temporal ya se ha usado',
  'Your Temporary Access Pass was good for one sign-in, which it was used for. If that was not you, tell your administrator at once. Reference {ref}.':
    'Su pase de acceso temporal valía para un solo inicio de sesión y ya se usó. Si no fue usted, avise enseguida a su administrador. Referencia {ref}.',
  'The Temporary Access Pass is not good yet': 'El pase de acceso temporal aún no vale',
  'Your Temporary Access Pass is good from {startsAt} on. Try again then. Reference {ref}.':
    'Su pase de acceso temporal vale a partir del {startsAt}. Inténtelo entonces. Referencia {ref}.',
  'The session has reached its limit': 'La sesión ha llegado a su límite',
  'Your session in {instance} reached its limit. Sign in again, and you are back where you were.':
    'Su sesión en {instance} ha llegado a su límite. Inicie sesión de nuevo y volverá a donde estaba.',
  'The second factor is paused after wrong codes': 'El segundo factor está en pausa tras códigos incorrectos',
  'Too many codes were wrong, so none is taken until {pausedUntil}. If you did not type them, somebody knows your password: tell your administrator at once. Reference {ref}.':
    'Hubo demasiados códigos incorrectos, así que no se acepta ninguno hasta el {pausedUntil}. Si no los escribió usted, alguien conoce su contraseña: avise enseguida a su administrador. Referencia {ref}.',
  'The code was wrong': 'El código era incorrecto',
  'A second factor is asked for': 'Se pide un segundo factor',
  'Confirm that it is you: enter the code from your authenticator app.':
    'Confirme que es usted: escriba el código de su aplicación de autenticación.',
  'A policy asks for a second factor': 'Una directiva pide un segundo factor',
  'A policy asks for a stronger proof': 'Una directiva pide una prueba más fuerte',
  '{app} asks for a stronger proof that it is you: use your {way}.':
    '{app} pide una prueba más fuerte de que es usted. Use: {way}.',
  'The way of signing in is not allowed': 'Esta forma de iniciar sesión no está permitida',
  'Your organisation does not let you sign in with your {way}. Ask your administrator for another way in. Reference {ref}.':
    'Su organización no permite esta forma de iniciar sesión: {way}. Pida otra a su administrador. Referencia {ref}.',
  'Another way of signing in is asked for': 'Se pide otra forma de iniciar sesión',
  'Your organisation does not let you sign in with your {way}: use your {other}.':
    'Su organización no permite esta forma de iniciar sesión: {way}. Use: {other}.',
  'No second factor that is set up is allowed': 'Ningún segundo factor configurado está permitido',
  'Your organisation asks for a second factor, and does not allow the one you have. Ask your administrator for a Temporary Access Pass. Reference {ref}.':
    'Su organización pide un segundo factor y no permite el que usted tiene. Pida un pase de acceso temporal a su administrador. Referencia {ref}.',
  'The passkey was made for another address': 'La clave de acceso se creó para otra dirección',
  'Your passkey was made for {madeFor}, and this page is at another address. Open the sign-in page there, or ask your administrator for a Temporary Access Pass. Reference {ref}.':
    'Su clave de acceso se creó para {madeFor} y esta página está en otra dirección. Abra allí la página de inicio de sesión o pida un pase de acceso temporal a su administrador. Referencia {ref}.',
  'What a policy asks for is not allowed': 'Lo que pide una directiva no está permitido',
  '{app} asks for a stronger proof than your organisation lets you give. Your administrator can change that. Reference {ref}.':
    '{app} pide una prueba más fuerte de lo que permite su organización. Su administrador puede cambiarlo. Referencia {ref}.',
  'A policy blocks the sign-in': 'Una directiva bloquea el inicio de sesión',
  'Your organisation does not allow you to open {app}. An administrator can tell you why. Reference {ref}.':
    'Su organización no le permite abrir {app}. Un administrador puede decirle por qué. Referencia {ref}.',
  'A policy blocks the network': 'Una directiva bloquea la red',
  "{app} cannot be opened from the network you are on. Use your organisation's network, or ask an administrator. Reference {ref}.":
    '{app} no se puede abrir desde la red en la que está. Use la red de su organización o pregunte a un administrador. Referencia {ref}.',
  'The password is set aside': 'La contraseña está anulada',
  "You told us that something was not you, so your password is set aside. Use “Can't access your account?”, or ask your administrator for a new one. Reference {ref}.":
    'Nos dijo que algo no lo hizo usted, así que su contraseña está anulada. Use «¿No puede acceder a su cuenta?» o pida una nueva a su administrador. Referencia {ref}.',
  'The temporary password is over': 'La contraseña temporal ha caducado',
  "Your temporary password was not used in time. Use “Can't access your account?”, or ask your administrator for a new one. Reference {ref}.":
    'Su contraseña temporal no se usó a tiempo. Use «¿No puede acceder a su cuenta?» o pida una nueva a su administrador. Referencia {ref}.',
  'The password has expired': 'La contraseña ha caducado',
  'Your password has expired. Choose a new one.': 'Su contraseña ha caducado. Elija una nueva.',
  'A temporary password is to be changed': 'Hay que cambiar una contraseña temporal',
  'Choose a new password to finish signing in.': 'Elija una nueva contraseña para terminar de iniciar sesión.',
  'No method is registered, and a policy asks for one': 'No hay ningún método configurado y una directiva pide uno',
  'Your organisation needs more proof that it is you. Set up an authenticator app to go on.':
    'Su organización necesita otra prueba de que es usted. Configure una aplicación de autenticación para continuar.',
  'No method is registered, and multi-factor is on for the person':
    'No hay ningún método configurado y el segundo factor está activado para la persona',
  'No method is registered that is as strong as a policy asks for':
    'Ningún método configurado es tan fuerte como pide una directiva',
  '{app} asks for a stronger proof than you can give. Set up a passkey or a security key to go on.':
    '{app} pide una prueba más fuerte de la que puede dar. Configure una clave de acceso o una llave de seguridad para continuar.',
  'Details are missing that an administrator fills in': 'Faltan datos que debe rellenar un administrador',
  'Your organisation needs to know your {details} before you continue, and only your administrator can fill that in. Ask them for it. Reference {ref}.':
    'Antes de continuar, su organización necesita estos datos de usted: {details}. Solo su administrador puede rellenarlos; pídaselo. Referencia {ref}.',
  'Details of the profile are missing': 'Faltan datos en el perfil',
  'We need a few details before you continue: {details}.': 'Necesitamos algunos datos antes de continuar: {details}.',
  'The app is switched off': 'La aplicación está desactivada',
  '{app} is switched off at the moment. Your help desk knows more. Reference {ref}.':
    '{app} está desactivada en este momento. Su servicio de asistencia sabe más. Referencia {ref}.',
  'The app takes no guests': 'La aplicación no admite invitados',
  '{app} is for members of the organisation; you are {as} here. Use your work account of this organisation, if you have one. Reference {ref}.':
    '{app} es para miembros de la organización; aquí usted es {as}. Use su cuenta de trabajo de esta organización, si tiene una. Referencia {ref}.',
  'Not assigned to the app': 'Sin asignación a la aplicación',
  "You haven't been given {app} yet. Ask your help desk for access. Reference {ref}.":
    'Aún no se le ha asignado {app}. Pida acceso a su servicio de asistencia. Referencia {ref}.',
  'No licence': 'Sin licencia',
  "You don't have a licence for {app}. Your help desk can give you one. Reference {ref}.":
    'No tiene licencia para {app}. Su servicio de asistencia puede darle una. Referencia {ref}.',
  'The licence is for something else': 'La licencia es para otra cosa',
  "Your licence doesn't include {app}. Your help desk can give you one that does. Reference {ref}.":
    'Su licencia no incluye {app}. Su servicio de asistencia puede darle una que sí. Referencia {ref}.',
  'The subscription has ended': 'La suscripción ha terminado',
  "Your organisation's subscription for {app} needs attention. Your help desk knows what to do. Reference {ref}.":
    'La suscripción de su organización a {app} requiere atención. Su servicio de asistencia sabe qué hacer. Referencia {ref}.',
  'Switched off in the licence': 'Desactivada en la licencia',
  '{app} is switched off in your licence. Your help desk can switch it on. Reference {ref}.':
    '{app} está desactivada en su licencia. Su servicio de asistencia puede activarla. Referencia {ref}.',
  'The app asks for a permission that does not exist': 'La aplicación pide un permiso que no existe',
  '{app} asks for something that does not exist here. Whoever makes the app has to correct that. Reference {ref}.':
    '{app} pide algo que aquí no existe. Quien crea la aplicación tiene que corregirlo. Referencia {ref}.',
  "An administrator's consent is missing": 'Falta el consentimiento de un administrador',
  'An administrator must approve {app} before you can use it. Your help desk can ask for that. Reference {ref}.':
    'Un administrador debe aprobar {app} antes de que pueda usarla. Su servicio de asistencia puede pedirlo. Referencia {ref}.',
  'The app asks for permission': 'La aplicación pide permiso',
  '{app} asks for your permission.': '{app} pide su permiso.',
  'Only an administrator may consent': 'Solo un administrador puede dar el consentimiento',
  'The system is being maintained': 'El sistema está en mantenimiento',
  '{instance} is being maintained until {maintenanceUntil}. Try again later. Reference {ref}.':
    '{instance} está en mantenimiento hasta el {maintenanceUntil}. Inténtelo más tarde. Referencia {ref}.',
  'The system is switched off': 'El sistema está desactivado',
  '{instance} is switched off. Your help desk knows more. Reference {ref}.':
    '{instance} está desactivado. Su servicio de asistencia sabe más. Referencia {ref}.',
  'Not in the system yet': 'Aún no está en el sistema',
  "Your account isn't in {instance} yet. Your help desk can add it. Reference {ref}.":
    'Su cuenta aún no está en {instance}. Su servicio de asistencia puede añadirla. Referencia {ref}.',
  'Switched off in the system': 'Desactivada en el sistema',
  'Your account is switched off in {instance}. Your help desk can switch it on. Reference {ref}.':
    'Su cuenta está desactivada en {instance}. Su servicio de asistencia puede activarla. Referencia {ref}.',
  'No security role': 'Sin rol de seguridad',
  'You have not been assigned a security role in {instance}, so you have insufficient privileges to open it. Its administrator can assign one. Reference {ref}.':
    'No se le ha asignado ningún rol de seguridad en {instance}, así que no tiene privilegios suficientes para abrirlo. Su administrador puede asignarle uno. Referencia {ref}.',
  'The clock of the phone is off': 'El reloj del teléfono no va en hora',
  "Your phone's clock is {off}. Let it set its time automatically, then use the newest code.":
    'El reloj de su teléfono va {off}. Deje que ajuste la hora automáticamente y use el código más reciente.',
  'What is sent to the person does not arrive': 'Lo que se envía a la persona no llega',
  'Your {way} on file may be out of date. Use another way, or ask your administrator.':
    'Este dato registrado puede estar anticuado: {way}. Use otra forma o pregunte a su administrador.',
  'Your passkey was made for {madeFor}. Open the sign-in page there, or set up another one here.':
    'Su clave de acceso se creó para {madeFor}. Abra allí la página de inicio de sesión o configure otra aquí.',
  'Something we need to know is missing, and that is our fault. Try again in a moment. Reference {ref}.':
    'Nos falta algo que necesitamos saber, y es culpa nuestra. Inténtelo de nuevo en un momento. Referencia {ref}.',
  "We couldn't decide": 'No pudimos decidir',
  "We couldn't sign you in": 'No pudimos iniciar su sesión',
  "We couldn't sign you in. Check that your sign-in name looks like name@company.com and try again. If you tried several times, wait 15 minutes. You can also use “Can't access your account?”. Reference {ref}.":
    'No pudimos iniciar su sesión. Compruebe que su nombre de inicio de sesión es como name@company.com e inténtelo de nuevo. Si lo ha intentado varias veces, espere 15 minutos. También puede usar «¿No puede acceder a su cuenta?». Referencia {ref}.',
  'the person': 'la persona',
  'the app': 'la aplicación',
  'the system': 'el sistema',
  none: 'nada',
  'further notice': 'nuevo aviso',
  'a guest': 'un invitado',
  'a guest with a personal account': 'un invitado con una cuenta personal',
  'about {seconds} seconds slow': 'unos {seconds} segundos atrasado',
  'about {seconds} seconds fast': 'unos {seconds} segundos adelantado',
  password: 'contraseña',
  'authenticator app': 'aplicación de autenticación',
  'code by e-mail': 'código por correo electrónico',
  'code by phone': 'código por teléfono',
  'recovery codes': 'códigos de recuperación',
  passkey: 'clave de acceso',
  'Temporary Access Pass': 'pase de acceso temporal',
  'identity provider': 'proveedor de identidad',
  'second factor at the identity provider': 'segundo factor en el proveedor de identidad',
  'e-mail address': 'dirección de correo electrónico',
  'phone number': 'número de teléfono',
  'first name': 'nombre de pila',
  'last name': 'apellidos',
  'mobile phone': 'teléfono móvil',
  'business phone': 'teléfono del trabajo',
  'street address': 'dirección postal',
  'postal code': 'código postal',
  city: 'ciudad',
  'state or province': 'estado o provincia',
  country: 'país',
  language: 'idioma',
  'A link to choose a new password was sent': 'Se envió un enlace para elegir una contraseña nueva',
  'An administrator had your password reset: this one no longer works. A link to choose a new one was sent to you by e-mail, and is good until {linkUntil}.':
    'Un administrador restableció su contraseña: esta ya no sirve. Se le envió por correo un enlace para elegir una nueva, válido hasta {linkUntil}.',
  'The link to choose a new password is over': 'El enlace para elegir una contraseña nueva ha caducado',
  'An administrator had your password reset: this one no longer works, and the link to choose a new one, which was sent to you by e-mail, is over. Ask for another. Reference {ref}.':
    'Un administrador restableció su contraseña: esta ya no sirve, y el enlace para elegir una nueva, que se le envió por correo, ha caducado. Pida otro. Referencia {ref}.',
  "That code didn't work. Use the newest one; of recovery codes, one that you have not used yet.":
    'Ese código no ha servido. Use el más reciente; de los códigos de recuperación, uno que no haya usado todavía.',
} as const satisfies Readonly<Record<keyof typeof german, string>>
