import type { Texts } from './texts.ts'

const methods = {
  totp: 'una aplicación de autenticación',
  email: 'códigos por correo electrónico',
  passkey: 'una clave de acceso',
  phone: 'códigos por teléfono',
  recovery_codes: 'códigos de recuperación',
} as const
const contacts = {
  email: 'la dirección de correo',
  mobile: 'el número de móvil',
  alternateMobile: 'el segundo número de móvil',
  office: 'el número de la oficina',
} as const

export const es: Texts = {
  greeting: (name) => `Hola, ${name}:`,
  short: {
    sign_in_code: (code, organisation) =>
      `${code} es su código para iniciar sesión en ${organisation}. Vale diez minutos. Nadie se lo pide nunca.`,
    reset_code: (code, organisation) =>
      `${code} es su código para restablecer su contraseña en ${organisation}. Vale quince minutos. Nadie se lo pide nunca.`,
    set_up_code: (code, organisation) =>
      `${code} es su código para confirmar este número en ${organisation}. Si no lo pidió, no tiene que hacer nada.`,
  },
  methods,
  contacts,
  news: {
    password_changed: (_, { organisation, signInName, when }) => ({
      subject: 'Se ha cambiado su contraseña',
      says: [`La contraseña de ${signInName} en ${organisation} se cambió el ${when}.`],
    }),
    password_reset: (_, { organisation, signInName, when, signInUrl, temporaryDays }) => ({
      subject: 'Se ha restablecido su contraseña',
      says: [
        `La administración de ${organisation} restableció la contraseña de ${signInName} el ${when}.`,
        `Le dará directamente una contraseña temporal; nunca se envía por correo. Inicie sesión con ella en ${signInUrl} y entonces elegirá la suya. La temporal vale ${temporaryDays === 1 ? 'un día' : `${temporaryDays} días`}.`,
      ],
    }),
    reset_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} es su código para restablecer la contraseña`,
      says: [
        `Su código para restablecer la contraseña de ${signInName} en ${organisation} es ${code}. Vale hasta el ${until}, en la página donde lo pidió.`,
        'Si no lo pidió, alguien escribió su nombre. No tiene que hacer nada, y no lo comparta: nadie de su organización le pide nunca este código.',
      ],
    }),
    sign_in_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} es su código para iniciar sesión`,
      says: [
        `Su código para iniciar sesión como ${signInName} en ${organisation} es ${code}. Vale una vez, hasta el ${until}, en la página que lo pide.`,
        'Si no está iniciando sesión, alguien tiene su contraseña: cámbiela. Nadie de su organización le pide nunca este código.',
      ],
    }),
    set_up_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} es su código para confirmar esta dirección`,
      says: [
        `Alguien que ha iniciado sesión como ${signInName} en ${organisation} quiere que los códigos lleguen aquí. Para confirmarlo, escriba ${code} en la página que lo pide, hasta el ${until}.`,
        'Si no fue usted, no tiene que hacer nada: sin el código no se envía nada aquí.',
      ],
    }),
    reset_not_open: ({ helpers }, { organisation, signInName, when }) => ({
      subject: 'Su contraseña no se puede restablecer así',
      says: [
        `Alguien pidió el ${when} restablecer la contraseña de ${signInName} en ${organisation}. Allí no puede hacerlo usted; un administrador lo hace por usted.`,
        ...(helpers.length === 0 ? [] : [`Quién puede ayudar: ${helpers.join(', ')}`]),
        'Si no fue usted, no tiene que hacer nada.',
      ],
    }),
    reset_by_self: (_, { organisation, signInName, when }) => ({
      subject: 'Ha restablecido su contraseña',
      says: [
        `La contraseña de ${signInName} en ${organisation} se restableció el ${when} con un código que se le envió. Todas las sesiones han terminado.`,
      ],
    }),
    reset_link: (_, { organisation, signInName, when, signInUrl }) => ({
      subject: 'Elija una contraseña nueva',
      says: [
        `La administración de ${organisation} hizo restablecer la contraseña de ${signInName} el ${when}. La que tenía ya no funciona, y se han cerrado todas sus sesiones. Cuando haya elegido una nueva, inicie sesión con ella en ${signInUrl}.`,
        'Si no lo ha pedido, pregúnteles por qué antes de seguir. Nadie le pedirá nunca el enlace de abajo: no lo comparta.',
      ],
    }),
    reset_by_link: (_, { organisation, signInName, when }) => ({
      subject: 'Ha elegido una contraseña nueva',
      says: [
        `La contraseña de ${signInName} en ${organisation} se cambió el ${when}, con el enlace que la administración le hizo enviar. Todas las sesiones han terminado.`,
      ],
    }),
    administrator_reset: ({ name }, { organisation, when }) => ({
      subject: `${name} ha restablecido su contraseña`,
      says: [
        `${name}, que administra ${organisation} como usted, restableció su propia contraseña el ${when}. Si no conoce el motivo, pregúntele por otro medio que no sea el correo.`,
      ],
    }),
    method_added: ({ method }, { organisation, signInName, when }) => ({
      subject: 'Se ha añadido un método de inicio de sesión',
      says: [
        `El ${when} se añadió ${methods[method]} a ${signInName} en ${organisation}. Desde ahora sirve para demostrar que es usted.`,
      ],
    }),
    methods_removed: (_, { organisation, signInName, when }) => ({
      subject: 'Se han quitado sus métodos de inicio de sesión',
      says: [
        `Los métodos de inicio de sesión de ${signInName} en ${organisation} se quitaron el ${when}. Configurará uno nuevo cuando se le pida.`,
      ],
    }),
    method_removed: (_, { organisation, signInName, when }) => ({
      subject: 'Se ha quitado un método de inicio de sesión',
      says: [
        `Un método de inicio de sesión de ${signInName} en ${organisation} se quitó el ${when}. Ya no sirve para demostrar que es usted.`,
      ],
    }),
    pass_given: (_, { organisation, signInName, when, signInUrl }) => ({
      subject: 'Se le ha dado un pase de acceso temporal',
      says: [
        `La administración de ${organisation} creó el ${when} un pase de acceso temporal para ${signInName}. Durante un tiempo sustituye a su contraseña y a su segundo factor.`,
        `Se lo darán en persona; nunca se envía por correo. Escríbalo en ${signInUrl} donde se pide la contraseña.`,
      ],
    }),
    second_factor_off: (_, { organisation, signInName, when }) => ({
      subject: 'Se ha desactivado su segundo factor',
      says: [
        `La administración de ${organisation} desactivó el segundo factor de ${signInName} el ${when}. Solo se pide la contraseña, salvo que una directiva exija más.`,
      ],
    }),
    account_locked: ({ until }, { organisation, signInName }) => ({
      subject: 'Su cuenta está bloqueada por un rato',
      says: [
        `Se escribió varias veces una contraseña incorrecta para ${signInName} en ${organisation}, así que el inicio de sesión está bloqueado hasta el ${until}.`,
        'Si fue usted, vuelva a intentarlo después o pida ayuda. Si no, no hay nada que hacer: ninguno de esos intentos entró.',
      ],
    }),
    second_factor_paused: ({ until }, { organisation, signInName }) => ({
      subject: 'Alguien con su contraseña escribió códigos incorrectos',
      says: [
        `Tras la contraseña correcta se escribieron varias veces códigos incorrectos para ${signInName} en ${organisation}. No se acepta ningún código hasta el ${until}.`,
        'Si fue usted, vuelva a intentarlo después o pida ayuda. Si no, alguien tiene su contraseña: cámbiela enseguida.',
      ],
    }),
    new_place: ({ ip, client }, { organisation, signInName, when }) => ({
      subject: 'Inicio de sesión desde un lugar nuevo',
      says: [
        `El ${when} alguien inició sesión como ${signInName} en ${organisation} desde un lugar desde el que usted no lo había hecho antes.`,
        ...(ip === null ? [] : [`Dirección de red: ${ip}`]),
        ...(client === null ? [] : [`Navegador: ${client}`]),
      ],
    }),
    contact_changed: ({ contact }, { organisation, signInName, when }) => ({
      subject: 'Han cambiado sus datos de contacto',
      says: [
        `El ${when} cambió ${contacts[contact]} que ${organisation} usa para comunicarse con usted sobre el inicio de sesión de ${signInName}.`,
      ],
    }),
    invited: ({ by, said }, { organisation, signInName }) => ({
      subject: `${by ?? organisation} le invita a ${organisation}`,
      says: [
        `${by === null ? `Se le invita` : `${by} le invita`} a ${organisation}, con la dirección ${signInName}.`,
        ...(said.length === 0 ? [] : [`${by ?? organisation} escribe:`, ...said]),
      ],
    }),
    invitation_code: ({ code, until }, { organisation }) => ({
      subject: `${code} es su código para ${organisation}`,
      says: [
        `Su código para aceptar la invitación de ${organisation} es ${code}. Sirve hasta el ${until}, en la página donde lo pidió.`,
        'Si no lo ha pedido, alguien escribió su dirección. No hay nada que hacer, y no se lo dé a nadie.',
      ],
    }),
    sign_up_code: ({ code, until }) => ({
      subject: `${code} es su código para una cuenta personal`,
      says: [
        `Alguien, probablemente usted, está creando una cuenta personal para esta dirección. El código es ${code}. Sirve hasta el ${until}, en la página donde lo pidió.`,
        'Si no lo ha pedido, alguien escribió su dirección. No hay nada que hacer, y no se lo dé a nadie.',
      ],
    }),
    sign_up_known: (_, { signInName, when }) => ({
      subject: 'Ya tiene una cuenta personal',
      says: [
        `Alguien, probablemente usted, intentó el ${when} crear una cuenta personal para ${signInName}. Ya existe una: inicie sesión con esta dirección. Si ya no recuerda la contraseña, elija allí «¿No puede acceder a su cuenta?».`,
        'Si no fue usted, alguien escribió su dirección. No hay nada que hacer.',
      ],
    }),
  },
  resetLink: {
    label: 'Elegir una contraseña nueva',
    says: (until) =>
      `Abra esta página para elegir una contraseña nueva. El enlace sirve una sola vez y hasta el ${until}.`,
  },
  invitation: {
    label: 'Aceptar la invitación',
    says: (until) =>
      `Abra esta página para aceptar. Necesita exactamente esta dirección. El enlace sirve una sola vez y hasta el ${until}. Si no lo desea, no tiene que hacer nada.`,
  },
  notMe: {
    label: 'No fui yo',
    says: (until) =>
      `Si fue usted, o lo pidió, no hay nada que hacer. Si no, abra esta página: cierra todas sus sesiones y deja la contraseña sin efecto hasta que se la restablezcan. El enlace funciona hasta el ${until}.`,
  },
  closing: (organisation) =>
    `Este mensaje viene del servicio de inicio de sesión de ${organisation}. Allí nadie le pedirá nunca su contraseña.`,
}
