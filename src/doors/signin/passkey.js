// Has the browser prove or make a passkey, and sends what it answers with the form that asked.
// What it says; the server puts it into the language of the page.
const words = {
  waiting: 'Waiting for your passkey…',
  NotAllowedError: 'The passkey was not used. Try again, or use another way.',
  InvalidStateError: 'This device or security key is set up for you already.',
  SecurityError: 'Passkeys do not work at this address of the sign-in page.',
  notLoaded: 'The page could not be loaded whole. Try again.',
  tooLong: 'The page has been open for too long. Load it again.',
}

// The library comes when somebody wants to: most pages are left without it.
const library = () =>
  new Promise((loaded, failed) => {
    if (globalThis.SimpleWebAuthnBrowser !== undefined) return loaded(globalThis.SimpleWebAuthnBrowser)
    const script = document.createElement('script')
    script.src = '/signin/webauthn.js'
    script.onload = () => loaded(globalThis.SimpleWebAuthnBrowser)
    script.onerror = () => failed(new Error(words.notLoaded))
    document.head.append(script)
  })

async function answerOf(form) {
  const { startAuthentication, startRegistration } = await library()
  const { token } = form.elements
  const response = await fetch(form.dataset.options, {
    method: 'POST',
    body: new URLSearchParams({ token: token.value }),
  })
  if (!response.ok) throw new Error(words.tooLong)
  const { get, create, sealed } = await response.json()
  // What the server wants back with the answer, where it keeps nothing itself.
  form.elements.sealed.value = sealed ?? ''
  return create === undefined ? startAuthentication({ optionsJSON: get }) : startRegistration({ optionsJSON: create })
}

for (const form of globalThis.PublicKeyCredential !== undefined ? document.querySelectorAll('form.passkey') : []) {
  form.hidden = false
  // What was hidden took no focus when the page came.
  form.querySelector('button[autofocus]')?.focus()
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const [button, status] = [form.querySelector('button'), form.querySelector('[role=status]')]
    button.disabled = true
    status.textContent = words.waiting
    try {
      // What the person says of the computer stands in the form beside.
      if (document.querySelector('[type=checkbox][name=computer]')?.checked) form.elements.computer.value = 'shared'
      form.elements.answer.value = JSON.stringify(await answerOf(form))
      form.submit()
    } catch (error) {
      status.textContent = words[error.name] ?? error.message
      button.disabled = false
    }
  })
}
