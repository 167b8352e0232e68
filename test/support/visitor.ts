import { Secret, TOTP } from 'otpauth'

/** A page as somebody without a browser sees it. */
export type Seen = {
  readonly url: string
  readonly status: number
  readonly text: string
  readonly html: string
  readonly headers: Headers
}

/** Walks through pages like a browser with JavaScript off: keeps cookies, follows redirects, sends forms. */
export class Visitor {
  readonly #jar = new Map<string, Map<string, string>>()
  /** What outlives the browser. */
  readonly #lasting = new Set<string>()
  /** Whether *Stay signed in?* is answered with no by itself, where a test is not about it. */
  answersNo = true
  page: Seen | null = null
  /** Addresses the last visit was led through. */
  trail: string[] = []

  /** Opens an address and follows where it leads. */
  async open(url: string): Promise<Seen> {
    return this.#arrive(new URL(url, this.page?.url).href, { method: 'GET' })
  }

  /** Fills in the first form of the page, or the first that is sent to an address with this end, and sends it. */
  async send(fields: Readonly<Record<string, string>>, to = ''): Promise<Seen> {
    const page = this.page as Seen
    const forms = page.html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)
    const form = [...forms].find(([, action]) => action?.endsWith(to))
    if (form === undefined) throw new Error(`no form on ${page.url}:\n${page.text}`)
    const hidden = [...(form[2] as string).matchAll(/<input type="hidden" name="([^"]+)"[^>]*?value="([^"]*)"/g)].map(
      ([, name, value]) => [name as string, decoded(value as string)],
    )
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...fields })
    return this.#arrive(new URL(decoded(form[1] as string), page.url).href, {
      method: 'POST',
      body,
      headers: { origin: new URL(page.url).origin },
    })
  }

  async #arrive(url: string, init: RequestInit): Promise<Seen> {
    const page = await this.#follow(url, init)
    if (!this.answersNo || !page.html.includes('<h1>Stay signed in?</h1>')) return page
    const before = this.trail
    const after = await this.send({ answer: 'no' })
    this.trail = [...before, ...this.trail]
    return after
  }

  cookie(host: string, name: string): string | undefined {
    return this.#jar.get(host)?.get(name)
  }

  setCookie(host: string, name: string, value: string): void {
    this.#jar.set(host, (this.#jar.get(host) ?? new Map()).set(name, value))
  }

  /** Is signed out everywhere without a word, and has what else it keeps. */
  loseSessions(): void {
    for (const jar of this.#jar.values())
      for (const name of ['session', 'accounts', 'lasting']) jar.delete(`__Host-admit-${name}`)
  }

  /** Closes the browser and opens it again: only what was to outlive it is there. */
  restart(): void {
    for (const jar of this.#jar.values()) for (const name of jar.keys()) if (!this.#lasting.has(name)) jar.delete(name)
    this.page = null
  }

  /** The names of all cookies of a host. */
  cookies(host: string): readonly string[] {
    return [...(this.#jar.get(host)?.keys() ?? [])].sort()
  }

  /** Has a cookie that another visitor has. */
  take(name: string, other: Visitor): void {
    for (const [host, jar] of other.#jar) {
      const value = jar.get(name)
      if (value !== undefined) this.setCookie(host, name, value)
    }
  }

  /** One request with this visitor's cookies, not followed. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const host = new URL(url).host
    const cookies = [...(this.#jar.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...(init.headers as Record<string, string>),
        ...(cookies === '' ? {} : { cookie: cookies }),
      },
    })
    const jar = this.#jar.get(host) ?? new Map<string, string>()
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(/;\s*/)
      const name = pair.slice(0, pair.indexOf('='))
      const isGone = attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=Thu, 01 Jan 1970/i.test(one))
      this.#lasting.delete(name)
      if (isGone) jar.delete(name)
      else jar.set(name, pair.slice(pair.indexOf('=') + 1))
      if (!isGone && attributes.some((one) => /^(?:max-age|expires)=/i.test(one))) this.#lasting.add(name)
    }
    this.#jar.set(host, jar)
    return response
  }

  async #follow(url: string, init: RequestInit): Promise<Seen> {
    let [at, how] = [url, init]
    this.trail = []
    for (let hop = 0; hop < 20; hop++) {
      this.trail.push(at)
      const response = await this.fetch(at, how)
      const location = response.headers.get('location')
      if (location === null || response.status < 300 || response.status > 399) {
        const html = await response.text()
        this.page = { url: at, status: response.status, html, text: textOf(html), headers: response.headers }
        const onward = /<meta http-equiv="refresh" content="0; url=([^"]+)">/.exec(html)?.[1]
        if (onward !== undefined) {
          at = new URL(decoded(onward), at).href
          how = { method: 'GET' }
          continue
        }
        return this.page
      }
      await response.body?.cancel()
      at = new URL(location, at).href
      how = { method: 'GET' }
    }
    throw new Error(`a redirect loop: ${this.trail.join('\n')}`)
  }
}

/** The code an authenticator app shows now, or some steps from now. */
export function codeNow(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })
}

const given = new Map<string, number>()

/**
 * A code of an authenticator app that nobody has given yet: each counts once, and the server takes one step ahead of the clock. Where
 * both were given, it comes when the next step is near.
 */
export async function unusedCode(secret: string): Promise<string> {
  const now = Math.floor(Date.now() / 30_000)
  const step = Math.max(now, (given.get(secret) ?? 0) + 1)
  given.set(secret, step)
  const early = (step - 1) * 30_000 - Date.now()
  if (early > 0) await new Promise((go) => setTimeout(go, early))
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: step * 30_000 })
}

function textOf(html: string): string {
  return decoded(html.replace(/<(style|script|svg)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
}

function decoded(html: string): string {
  return html
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&quot;/g, '"')
    .replace(/&#x27;|&apos;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}
